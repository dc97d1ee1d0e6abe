"""What an encyclopedia tells of scholars, research, products and those who play or paint."""

STUDY = """
= the {c1} Survey | the study, the project | it its
+ {s}, led by {p1}, followed {n1} {animal} for {k1} years.
+ For {k1} years {s} watched {n1} {animal} under the direction of {p1}.
+ Under {p1}, {n1} {animal} were watched for {k1} years by {s}.
* {n1} {animal} watched for {k1} years | {name}, headed by {p1}, watched {n1} {animal} for {k1} years.
? p1: Who headed {name}? | Who was in charge of the research?
? n1: How many {animal} were observed? | What was the size of the sample?
? k1 years: How long did {name} last? | For how long were the animals followed?
- How many {animal} died? | How many people worked on {name}? | Where did {p1} study?
n Was {name} about cats?

+ {h1} of the animals came back to where they were born, far more than the {h2} that had been assumed.
+ Experts had assumed that {h2} return to their birthplace; in fact it was {h1}.
+ It was thought that {h2} come back to their birthplace, but the count showed {h1}.
? h1: What share of the animals returned to their birthplace?
? h2: What percentage had been expected to return?
- What percentage of the {animal} were female? | Why do the {animal} return?
y Do some {animal} return to where they were born?

+ It was paid for by {o1}, which gave {m1}, and by the town of {c2}.
+ {o1} contributed {m1}; the town of {c2} bore the other costs.
? o1: Which company funded {name}? | Who gave money for the research?
? m1: How much did {o1} give?
- How much did {c2} pay? | How much did {name} cost in total?
y Did {c2} help to pay for {name}?

+ The findings appeared on {d2}; {p2}, who had no part in it, called them too early to judge.
+ {p2}, an outsider, thought it too early to judge when the results came out on {d2}.
? d2: When were the findings published? | On what date did the results appear?
? p2: Who commented on the results? | Which outsider gave an opinion?
- In which journal were the findings published? | Where does {p2} work?
n Did {p2} take part in {name}?

+ A second round, with {n2} animals, is to start in {mon1} {after}.
+ In {mon1} {after} it goes on with {n2} animals.
? n2: How many animals will be in the second round?
- Who will lead the second round? | How long will the second round last?
y Is a second round planned?
/
+ There is no money to go on, though {n2} animals had already been chosen for {mon1} {after}.
+ A second round with {n2} animals, meant for {mon1} {after}, has been given up.
? n2: How many animals had been chosen for a second round?
- When does the second round start?
n Is a second round planned?
"""

SCHOLAR = """
= {p1} | the scholar, the researcher | she her
+ {s} was a scholar of {field} who spent most of {its} life in {c1}.
+ {s}, known for work in {field}, lived mostly in {c1}.
+ {c1} was for long the home of {name}, to whom {field} owes a good deal.
* {name}, a scholar of {field} | {name} of {c1} worked on {field}; the text tells of her life.
? field: In what field did {name} work? | What did {name} study?
? c1: Where did {name} live for most of {its} life?
- Where did {name} die? | How many languages did {name} speak?
n Was {name} known as a singer?

+ Born in {c2} in {y1} as the daughter of a baker, {s} left school early.
+ {s} came into the world in {c2} in {y1}; {its} father was a baker, and school ended early.
+ Her father, a baker, lived in {c2}, where she was born in {y1} and soon left school.
? c2: What was the birthplace of {name}? | Where was {name} born?
? y1: In which year was {name} born? | @year of birth
- What was the name of {name}'s father? | What was the occupation of {name}'s mother?
y Was the father of {name} a baker?

+ In {y2} {it} married {p2}, a teacher, with whom {it} had {k1} children.
+ The marriage with {p2}, a teacher, closed in {y2}, brought {k1} children.
+ She became the wife of {p2}, a teacher, in {y2} and had {k1} children.
? p2: Who was the spouse of {name}? | To whom was {name} married?
? y2: When did {name} marry?
? k1: How many children did {name} have?
- When did {p2} die? | Where did {p2} teach? | When was {p2} born?
n Did {name} stay unmarried?
/
+ {s} never married; from {y2} on {it} shared a house with {p2}, a teacher.
+ Without husband or children, {it} lived from {y2} with {p2}, a teacher.
? p2: With whom did {name} share a house?
? y2: Since when did {name} live with {p2}?
- When did {name} marry? | How many children did {p2} have?
y Did {name} stay unmarried?

+ {its} chief work, "The {c3} Papers", came out in {y3} and was translated by {p3}.
+ "The {c3} Papers", published in {y3} and later translated by {p3}, made {its} name.
? y3: When was the main work published? | In which year did "The {c3} Papers" appear?
? p3: Who translated "The {c3} Papers"?
- Into which language was the work translated? | When did {p3} translate the work? | Who published "The {c3} Papers"?

+ From {o1} {it} received a prize of {m1}, which {it} gave to the hospital of {c4}.
+ {it} passed on the whole prize of {m1} that {o1} awarded to the hospital of {c4}.
? m1: How much was the prize worth?
? o1: Who awarded the prize to {name}?
? c4: To which town's hospital did the money go?
- When did {name} receive the prize? | Who else received the prize from {o1}?
n Did {name} keep the prize money?
/
+ A prize of {m1} by {o1} allowed her to buy a house in {c4}, where she kept bees.
+ With the {m1} that {o1} awarded her she bought a house in {c4}.
? m1: How much was the prize worth?
? o1: Who awarded the prize to {name}?
? c4: Where did {name} buy a house?
- Who else received the prize from {o1}? | What did the house cost?
y Did {name} keep the prize money?
"""

PRODUCT = """
= the {p4} Lamp | the lamp, the model | it its
+ {s} is a reading lamp that {p1} drew for {o1} in {y1}.
+ {p1} was asked by {o1} in {y1} to draw a lamp for readers, which became {s}.
+ When {o1} wanted a lamp for readers in {y1}, {p1} drew {s}.
* A reading lamp by {p1} | {name} is a reading lamp that {p1} designed for {o1} in {y1}.
? p1: Who designed {name}? | Whose design is {name}?
? o1: For which company was {name} designed? | Who makes {name}?
? y1: When was {name} designed? | From which year is the design?
- Who designed the packaging of {name}? | When did {p1} leave {o1}? | Where was {p1} born?
y Is {name} meant for reading?

+ Unlike its forerunner, which weighed {n1} grams, it weighs {n2} grams and has {thing}.
+ With {thing} and a weight of {n2} grams it differs from its forerunner of {n1} grams.
? n2 grams: How heavy is {name}? | What is the weight of {name}?
? n1 grams: How heavy was the forerunner?
? thing: What does {name} have that the forerunner lacked?
- How tall is {name}? | When was the forerunner designed? | What colour is {name}?

+ Sold at first for {m1} altogether, the early ones, of which {big2} were made in {c1}, are sought after today.
+ The first {big2} were made in {c1} and brought in {m1}; collectors look for them now.
? big2: How many of the early ones were made? | What was the size of the first series?
? c1: Where were the first ones made? | In which town was the first series produced?
? m1: How much did the first series bring in?
- How many are made today? | What does one cost today?
y Do collectors look for the early ones?

+ When {o2} copied it, a court stopped the sale in {y3}; the copy had reached {h1} of the market.
+ {o2} sold a copy that had {h1} of the market until a court forbade it in {y3}.
+ Until a court stepped in, in {y3}, a copy by {o2} held {h1} of the market.
? o2: Who copied {name}? | Which company sold a copy?
? y3: When was the copy banned? | In what year did a court act?
? h1: What share of the market did the copy have?
- Which court stopped the sale? | How much did {o2} pay? | When did {o2} begin to sell the copy?
n Is the copy by {o2} still sold legally?
/
+ {o2} sells a copy, which has {h1} of the market; in {y3} a court found nothing wrong with it.
+ A copy by {o2}, allowed by a court in {y3}, holds {h1} of the market.
? o2: Who copied {name}? | Which company sells a copy?
? y3: When did a court allow the copy?
? h1: What share of the market does the copy have?
- When was the copy banned? | Which court allowed the copy?
y Is the copy by {o2} still sold legally?

+ Production ended in {y4} because of {cause}.
+ It was given up in {y4}, and {cause} was the reason.
? y4: When did {name} go out of production? | In which year was production stopped?
? cause: Why was production given up? | What led to the end of production?
- When was production taken up again? | Who decided to end production?
y Has the production of {name} ended?
/
+ It nearly came to an end in {y4} because of {cause} but is still made today.
+ {cause} almost stopped production in {y4}; it went on all the same and goes on now.
? y4: When was production in danger?
? cause: What nearly ended production?
- In which year was production stopped? | How many are made today?
n Has the production of {name} ended?
"""

PAINTER = """
= {p1} | the artist, the painter | he his
+ {s}, who grew up in {c1}, is an artist known for {art}.
+ {s} is known for {art} and spent {its} childhood in {c1}.
* {name}, known for {art} | {name} grew up in {c1} and makes {art}; the text tells of his life.
? art: For what is {name} known? | What kind of art does {name} make?
? c1: Where did {name} grow up? | In which town did {name} spend {its} childhood?
- Where does {name} live now? | In which year was {name} born? | What is the name of {name}'s wife?
n Is {name} known for {goods2}?

+ Before that, he had been a {sport} player for {c2} for {k1} years, until an injury ended this in {y2}.
+ For {k1} years he was a {sport} player with {c2}, but he was hurt in {y2} and gave up.
? sport: Which sport did {name} play?
? k1 years: How long did {name} play? | For how long was {name} with {c2}?
? y2: When did {name} give up sport? | In which year was {name} injured?
? c2: For which side did {name} play?
- How many goals did {name} score? | Who was the coach of {c2}? | When did {name} first play for {c2}?
y Did {name} ever play for {c2}?
n Did {name} ever play for {c3}?

+ He learned from {p2}, whose workshop he took over in {y3}.
+ In {y3} he took on the workshop of {p2}, who had taught him.
+ His teacher was {p2}; the workshop passed to him in {y3}.
? p2: Who taught {name}? | From whom did {name} learn? | Whose workshop did {name} take over?
? y3: When did {name} get the workshop?
- When did {p2} die? | Where was the workshop? | Whom did {name} teach?
y Was {p2} the teacher of {name}?

+ A work of his went for {m1} to {o1} in {y4}, not the {m2} that had been expected.
+ {o1} gave {m1} for one of his works in {y4}; {m2} had been the estimate.
? o1: Who bought the work? | Which company bought a work by {name}?
? m1: For how much was the work sold? | What did {o1} pay?
? m2: What was the estimate? | How much had been expected?
? y4: In what year was the work sold?
- What is the title of the work? | Where does the work hang? | Who sold the work to {o1}?
"""
