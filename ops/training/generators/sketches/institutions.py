"""What an encyclopedia tells: of companies, clubs, buildings, festivals."""

COMPANY = """
= {o1} | the company, the firm | it its
+ {s} is a manufacturer of {goods} with its head office in {c1}.
+ {s}, which makes {goods}, has its seat in {c1}.
+ Anyone who buys {goods} is likely to meet the name of {name}, whose offices are in {c1}.
* {name}, a maker of {goods} | {name} of {c1} makes {goods}; the text tells its history.
? goods: What does {name} produce? | Which goods come from {name}?
? c1: Where is {name} based? | In which town are the headquarters of {name}?
- In which town is the largest rival of {name}? | Who designed the logo of {name}?
y Does {name} make {goods}?
n Is {name} a maker of {goods2}?

+ Established by {p1} in {y1} in {c2}, {s} moved to its present town {w1} years later.
+ It was {p1} who, in {y1}, set up the works in {c2}; the move away from there came {w1} years later.
+ What {p1} began in {y1} in a shed in {c2} left that town {w1} years later.
? p1: Who founded {name}? | Who started the business? | @founder
? y1: When was {name} founded? | In which year did {p1} start {name}?
? c2: Where was {name} originally located? | In what town did the business begin?
? w1 years: How long after its start did {name} leave {c2}?
- When did {p1} retire from {name}? | Who founded the town of {c2}? | Why did {name} leave {c2}?
y Did {p1} found {name}?
n Has {name} always been in the same town?

+ Since {y4} {s} has been run by {p2}, who had come from {o2}.
+ {p2}, formerly of {o2}, took the helm in {y4}.
+ Its present chief is {p2}, whom it won from {o2} in {y4}.
? p2: Who leads {name}? | Who is in charge of the company today? | Who heads {name}?
? y4: In which year did {p2} become head of {name}? | Since when has {p2} been in charge?
? o2: Where did {p2} work before? | Who was the previous employer of {p2}?
- When did {p2} leave {name}? | Who took over the lead of {o2}?
n Did {p2} ever lead {name} before {y1}?

+ In {y3} {s} bought {o3}, a maker of {goods2}, for {m1}.
+ {o3}, known for {goods2}, was taken over in {y3} at a price of {m1}.
+ It paid {m1} in {y3} to become the owner of {o3}, until then an independent maker of {goods2}.
? o3: Which company did {name} acquire? | Who was taken over by {name}?
? y3: When was {o3} acquired? | In what year did {o3} change hands?
? m1: How much was paid for {o3}? | What did the acquisition of {o3} cost?
- Who founded {o3}? | When did {name} sell {o3}? | How many people did {o3} employ?
y Did {o3} make {goods2}?
n Did {o3} take over {name}?

+ About {big2} people work there, {n1} of them in the design office.
+ {its} staff numbers {big2}, of whom {n1} are designers.
+ Of the {big2} who earn their living there, {n1} draw and design.
? big2: How many employees does {name} have? | How large is the workforce?
? n1: How many of the staff work in design?
- How many people work for {o2}? | How many employees were dismissed in {y3}?

+ A fire destroyed the warehouse in {y2}, and production stood still for {k1} weeks.
+ After a blaze in the warehouse in {y2} nothing was made for {k1} weeks.
+ The warehouse burnt down in {y2}; it was {k1} weeks before the machines ran again.
? y2: When did the warehouse burn? | In which year was there a fire?
? k1 weeks: How long was production interrupted?
- Who caused the fire? | How many people were hurt in the fire?
y Was there ever a fire at {name}?
/
+ Never struck by fire, {s} was hit by a flood in {y2}, which stopped production for {k1} weeks.
+ A flood in {y2} meant {k1} weeks without work; of fires it has been spared to this day.
? y2: In which year was there a flood?
? k1 weeks: How long was production interrupted?
- How many people were hurt in the flood?
n Was there ever a fire at {name}?
"""

CLUB = """
= {c1} Rovers | the club, the side | it its
+ {s} is a {sport} club that plays {its} home matches at {p4} Park.
+ {s} practises {sport}; home games take place at {p4} Park.
+ Those who like {sport} know {s}, whose home is {p4} Park.
* The {sport} club {name} | {name} is a {sport} club; the text tells of its start and its wins.
? sport: Which sport does {name} play?
- How many seats does {p4} Park have? | When was {p4} Park built?
n Is {name} a chess club?

+ Formed in {y1} by workers of {o1}, {s} joined the league in {y2}.
+ Workers of {o1} formed the side in {y1}; it was admitted to the league in {y2}.
+ It goes back to {y1}, when workers of {o1} met to play, though league matches had to wait until {y2}.
? y1: When was {name} established? | In which year did the club start?
? y2: When did {name} enter the league?
? o1: Whose employees started the club?
- When did {name} leave the league? | Who was the first chairman of {name}?
y Did {name} exist before it joined the league?

+ {its} greatest success was the cup of {y3}, when {c2} was beaten {k1} to two.
+ The cup was won once, in {y3}, after a final against {c2} that ended {k1} to two.
+ Only {y3} brought the cup: {c2} lost the final by {k1} to two.
? y3: In what year did {name} win the cup?
? c2: Against whom was the cup final played? | Who lost the cup final?
- When did {c2} win the cup? | Who scored in the final of {y3}? | How many people watched the final?
y Has {name} ever won the cup?
n Did {c2} beat {name} in the final?
/
+ {s} has never won the cup; in {y3} the final was lost to {c2} by two to {k1}.
+ Nearest to the cup it came in {y3}, when {c2} won the final by {k1} to two.
? y3: In what year did {name} play the final?
? c2: Against whom was the cup final played? | Who won the cup final?
- When did {name} win the cup? | Who scored in the final of {y3}?
n Has {name} ever won the cup?
y Did {c2} beat {name} in the final?

+ {p1} has coached the team since {y4}, having played {n1} matches for it.
+ The coach, {p1}, who took over in {y4}, once played {n1} times for the side.
+ Since {y4} its trainer has been {p1}, who wore its shirt in {n1} matches.
? p1: Who trains {name}? | Who is the coach? | @coach
? y4: Since when has {p1} been coach?
? n1: How many games did {p1} play for {name}?
- For which club did {p1} play before? | When was {p1} born? | Who coached {name} before {p1}?
y Did {p1} ever play for {name}?
/
+ {p1}, who trains the side since {y4}, came from {o2} and has never played for it.
+ Its coach since {y4}, {p1}, never wore its shirt and used to work for {o2}.
? p1: Who trains {name}? | Who is the coach? | @coach
? y4: Since when has {p1} been coach?
? o2: Where was {p1} before?
- How many matches did {p1} play for {name}?
n Did {p1} ever play for {name}?

+ The record attendance, {big1}, was set against {c3}; an ordinary match draws {n2}.
+ While {n2} come to an ordinary match, {big1} came to see {c3}.
? big1: What is the highest attendance ever? | How many spectators saw the match against {c3}?
? n2: How many people come to a usual game?
- How many spectators came to the match against {c4}?
"""

BUILDING = """
= {c1} Mill | the building, the mill | it its
+ {s} is a disused mill of {stone} on the edge of {c2}.
+ {s} stands at the edge of {c2} and is built of {stone}.
+ Travellers who come to {c2} first see {s}, a mill of {stone} in which nothing is ground any more.
* A disused mill near {c2} | {name} near {c2}, built of {stone}, is no longer used as a mill.
? stone: Of what material is {name} made? | What was used to build {name}?
? c2: Near which town does {name} lie? | Where is {name}?
- How many windows does {name} have? | Where did the {stone} come from?
n Is {name} still in use as a mill?

+ {p1} drew the plans, and work, begun in {y1}, took {k1} years.
+ It was designed by {p1}; building began in {y1} and lasted {k1} years.
+ {k1} years passed from {y1}, when the first stone was laid, until the design of {p1} stood finished.
? p1: Who was the architect of {name}? | Who designed {name}?
? y1: When was construction started?
? k1 years: How long did it take to build {name}? | How long did construction last?
- Who paid for the construction? | When was {p1} born? | What did the construction cost?
n Was {name} built within one year?

+ At {n1} feet, its chimney was taller than the church of {c2}.
+ The chimney rose to {n1} feet, higher than the church of {c2}.
? n1 feet: How high was the chimney? | What height did the chimney reach?
- How tall is the church of {c2}? | When was the chimney pulled down?
y Is the chimney taller than the church?
n Is the church of {c2} higher than the chimney of {name}?
/
+ The chimney was {n1} feet high, which the church of {c2} exceeds.
+ Though it reached {n1} feet, the chimney stayed below the church of {c2}.
? n1 feet: How high was the chimney? | What height did the chimney reach?
- How tall is the church of {c2}? | When was the chimney pulled down?
n Is the chimney taller than the church?
y Is the church of {c2} higher than the chimney of {name}?

+ After the last owner, {o1}, went bankrupt in {y2}, {s} stood empty until the council bought it for {m1}.
+ {o1} owned it until its bankruptcy in {y2}; later the council paid {m1} for the empty shell.
+ In {y2} the bankruptcy of {o1}, then the owner, left it empty; in the end the council took it for {m1}.
? o1: Who was the last private owner? | Which firm owned {name} before the council?
? y2: When did {o1} go bankrupt?
? m1: How much did the council pay? | What was the purchase price?
- In which year did the council buy {name}? | Who bought {o1}? | Why did {o1} go bankrupt?
y Does the council own {name}?

+ Today it houses a museum of {art}, opened by {p2} in {y4}, which closes from November to February.
+ A museum of {art}, opened in {y4} by {p2}, now fills the halls, but not from November to February, when it is shut.
? art: What is shown in the museum?
? p2: Who opened the museum?
? y4: When did the museum open? | In which year were the halls opened to the public?
- How much is a ticket for the museum? | Who runs the museum? | How many visitors does the museum have?
n Can you visit the museum in January?
y Is the museum open in July?
/
+ Since {y4}, when {p2} opened it, a museum of {art} fills the halls on every day of the year.
+ {p2} opened a museum of {art} here in {y4}; it is never shut, in winter as in summer.
? art: What is shown in the museum?
? p2: Who opened the museum?
? y4: When did the museum open?
- How much is a ticket for the museum? | How many visitors does the museum have?
y Can you visit the museum in January?
"""

FESTIVAL = """
= {c1} Festival | the festival, the event | it its
+ {s} is held each {season} in the old harbour and lasts {k1} days.
+ Every {season} {s} fills the old harbour for {k1} days.
+ For {k1} days each {season} the old harbour belongs to {s}.
* A festival in the old harbour | {name} is held every {season} in the old harbour for {k1} days.
? season: At what time of the year does {name} take place?
? k1 days: How long is {name}? | How long does {name} go on?
- How much does a ticket for {name} cost? | Which street is closed during {name}?
n Does {name} take place in winter?

+ The idea came from {p1}, a bookseller, and the first one, in {y2}, had {n1} guests.
+ {n1} people came to the first one in {y2}, for which {p1}, a bookseller, had the idea.
+ Had it not been for {p1}, a bookseller, nobody would have come in {y2}, when it began with {n1} guests.
? p1: Whose idea was {name}? | Who thought up {name}?
? y2: When was it first held? | In which year did {name} begin?
? n1: How many guests were at the first festival?
- Where was the bookshop of {p1}? | How many guests were there in {y3}?
y Was {p1} a bookseller?

+ Its main prize of {m1} is paid by {o1}; in {y4} it went to {p2}.
+ {p2} won the main prize in {y4}, {m1} given by {o1}.
? m1: How much is the main prize?
? o1: Who pays for the prize? | Who sponsors the main prize?
? p2: Who received the main prize in {y4}? | Who was the winner in {y4}?
- Who received the main prize in {y3}? | Who is on the jury? | For what did {p2} receive the prize?

+ Because of {cause} it was called off once, in {y3}.
+ It was dropped only once, in {y3}, owing to {cause}.
+ {y3} is the one year without it, and {cause} was to blame.
? cause: Why was {name} cancelled? | What led to the cancellation?
? y3: In what year did {name} not take place?
- Who decided to call off {name}? | How much money was lost by the cancellation?
y Has {name} ever been cancelled?
/
+ In {y3} {cause} nearly prevented it, yet it has taken place every year.
+ It has never been called off, not even in {y3}, when {cause} drove many guests away.
? y3: In what year was {name} in danger?
? cause: What nearly prevented {name}?
- When was {name} called off?
n Has {name} ever been cancelled?

+ Nowadays some {big1} visitors come, {h1} of them from abroad, and {p3} directs it.
+ Under {p3}, who directs it now, {big1} visitors come, {h1} of them from other countries.
? big1: How many people visit {name} today?
? h1: What share of the visitors is from abroad?
? p3: Who is the director? | Who runs {name} now?
- Since when has {p3} been director? | From which country do most foreign guests come?
"""
