"""What an encyclopedia tells of places: a village, an island."""

VILLAGE = """
= {c1} | the village, the place | it its
+ {s} lies on a river, {n1} miles north of {c2}, and has {big2} inhabitants.
+ {s}, a village of {big2} people, is found {n1} miles north of {c2}.
+ With {big2} people, {s} is larger than its neighbours; {c2} is {n1} miles to the south.
* {name}, a village north of {c2} | {name} is a village of {big2} people to the north of {c2}.
? n1 miles: How far is {name} from {c2}? | How far apart are {name} and {c2}?
? big2: What is the population of {name}? | How many people live in {name}?
- What is the population of {c2}? | How long is the river of {name}? | What is the name of the mayor of {name}?
n Is {name} south of {c2}?

+ First mentioned in {y1}, {s} was given market rights {w1} years later.
+ A deed of {y1} is the first to mention it; market rights followed {w1} years later.
+ Nobody wrote of it before {y1}; {w1} years later it was allowed to hold markets.
? y1: When does {name} first appear in a document? | In what year was {name} first mentioned?
? w1 years: How long after its first mention did {name} get market rights?
- Who granted the market rights? | When did {name} lose the market rights?
y Did {name} ever have market rights?

+ The economy rests on {goods} and on visitors, who come above all in {season}.
+ People live by making {goods} and by tourists, most of whom arrive in {season}.
? goods: What is made in {name}?
? season: When do most visitors of {name} come? | In which season is {name} visited most?
- How many tourists visit {name} each year? | How many people work in tourism?
n Does {name} live by fishing alone?

+ A flood in {y3} took {k1} houses, after which {p1} had the dam built.
+ {p1} had a dam raised after the flood of {y3}, in which {k1} houses were lost.
+ When, in {y3}, the river carried off {k1} houses, {p1} ordered a dam to be built.
? y3: In which year was {name} flooded?
? k1: How many houses were destroyed by the water?
? p1: Who had the dam built? | To whom does {name} owe the dam?
- How high is the dam? | What did the dam cost? | How many people died in the flood of {y3}?
y Is there a dam at {name}?
/
+ In {y3} a flood took {k1} houses; a dam that {p1} proposed was never built.
+ {p1} called for a dam after {k1} houses had been lost to the river in {y3}, but none was built.
? y3: In which year was {name} flooded?
? k1: How many houses were destroyed by the water?
? p1: Who wanted a dam?
- How many people died in the flood of {y3}? | When was the dam built?
n Is there a dam at {name}?

+ Its best-known child is {p2}, a maker of {art}; the local dish is {food}.
+ {food}, the dish of the place, was a favourite of {p2}, whose {art} is shown in the town hall.
? p2: Which artist is connected with {name}?
? food: What is the local dish? | What do people of {name} traditionally eat?
- When was {p2} born? | Who invented the {food}?
"""

ISLAND = """
= {c1} Island | the island, the place | it its
+ {s} is {k1} miles long, lies off {c2} and can be reached by boat only.
+ Off {c2}, and to be reached by nothing but a boat, lies {s}, which measures {k1} miles from end to end.
* An island off {c2} | {name} off {c2} is {k1} miles long and has no bridge.
? k1 miles: How long is {name}? | What is the length of {name}?
? c2: Off which town is {name} situated? | What town is {name} near?
- How wide is {name}? | How long does the boat take? | What does the boat cost?
n Is there a bridge to {name}?
n Can you drive to {name}?

+ {p1} bought it in {y2} for {m1} from {o1}, which had wanted to quarry {stone} there.
+ Its former owner, {o1}, had plans for a quarry of {stone}; in {y2} {p1} paid {m1} for it.
+ Since {y2} it has belonged to {p1}, who gave {o1}, eager to cut {stone} there, {m1} for it.
? p1: Who purchased {name}? | Who is the owner since {y2}?
? y2: When was {name} sold?
? m1: What was the price of {name}? | How much did {p1} pay?
? o1: Who sold {name}? | Who owned {name} before {p1}?
? stone: What was to be quarried on {name}?
- When did {o1} buy {name}? | How much did {o1} pay for {name}? | When did {p1} sell {name}?
n Was {name} a gift to {p1}?

+ Only {k2} people stay in winter; in summer there are {n1}, among them {p2}, who keeps the lighthouse.
+ {p2} looks after the lighthouse and is one of the {k2} who stay in winter, while {n1} live there in summer.
? k2: How many people live on {name} in winter?
? n1: How many people are there in summer?
? p2: Who keeps the lighthouse? | Who is in charge of the lighthouse?
- How old is the lighthouse? | How high is the lighthouse?
y Do people live on {name} in winter?
y Does {name} have a lighthouse?

+ {animal} breed on the northern shore, which is therefore closed from {mon1}; {n2} were counted in {y4}.
+ As {animal} breed there ({n2} in the count of {y4}), nobody may enter the northern shore from {mon1}.
? animal: Which animals breed on {name}? | Why is the northern shore closed?
? mon1: From which month is the northern shore closed?
? n2: How many {animal} were counted?
- Who counted the {animal}? | How many {animal} were counted in {y3}? | Why is the southern shore closed?
n May you always walk on the northern shore?
"""
