"""What is told of the law: a ruling, an act."""

RULING = """
= {o1} | the claimant, the firm | it its
+ {body} ruled on {d2} that {o2} must pay {s} {m2}.
+ On {d2} {body} awarded {s} {m2}, to be paid by {o2}.
+ {o2} has lost: on {d2} {body} told it to hand {m2} to {s}.
* {o2} must pay {name} {m2} | {body} has decided that {o2} pays {m2} to {name}.
? body: Which court decided the case? | Who gave the ruling?
? d2: When was the judgment given? | On what date did the court rule?
? m2: How much was {name} awarded? | What sum must be paid?
? o2: Who lost the case? | Who has to pay?
- Who was the lawyer of {o2}? | How high were the costs of the court? | When was {o2} founded?
y Did {name} win the case?
n Must {name} pay {o2}?

+ The quarrel was about {goods} that were delivered {k1} weeks late.
+ At issue were {goods}, which arrived {k1} weeks after the agreed day.
+ What divided the two were {goods} that came {k1} weeks later than they should have.
? goods: What had been delivered late? | What was the dispute about?
? k1 weeks: By how much was the delivery late? | How late did the {goods} arrive?
- What was the agreed day of delivery? | Where were the {goods} delivered?
n Was the delivery on time?

+ {s} had asked for {m1} when {it} sued on {d1}.
+ The claim, filed on {d1}, had been for {m1}.
? m1: How much had {name} claimed? | What was the original claim?
? d1: When was the suit filed? | On what day did {name} go to court?
- Where was the suit filed? | How much did {o2} offer as a settlement?
n Did {name} receive all that it had asked for?

+ Judge {p1} did not accept that {cause} was an excuse.
+ That {cause} was to blame did not convince Judge {p1}.
? p1: Who was the judge? | Which judge heard the case?
? cause: What excuse was put forward? | What did {o2} blame?
- How long has {p1} been a judge? | Who were the witnesses?
n Did the judge accept the excuse?
/
+ Judge {p1} accepted in part that {cause} was an excuse.
+ That {cause} had played a part was granted by Judge {p1}.
? p1: Who was the judge? | Which judge heard the case?
? cause: What excuse was put forward?
- How long has {p1} been a judge? | Who were the witnesses?
y Did the judge accept the excuse?

+ An appeal is possible until {d3}; {p2}, speaking for the losing side, left open whether there will be one.
+ {p2} would not say for the loser whether it appeals, which it may do until {d3}.
? d3: Until when can the ruling be appealed? | What is the last day for an appeal?
? p2: Who spoke for the losing side?
- When was the appeal filed? | Which court will hear the appeal?
y Can the ruling still be appealed?
/
+ The ruling is final, as {p2}, speaking for the losing side, had to admit on {d3}.
+ On {d3} {p2} said for the loser that no appeal is open to it.
? p2: Who spoke for the losing side?
? d3: When did {p2} speak?
- Until when can the ruling be appealed? | Which court will hear the appeal?
n Can the ruling still be appealed?
"""

LAW = """
= the {c1} Market Act | the act, the law | it its
+ {s}, passed in {y2}, regulates the sale of {goods}.
+ The sale of {goods} is governed by {s} of {y2}.
+ Since {y2} those who sell {goods} have had to obey {s}.
* A law on the sale of {goods} | {name} of {y2} sets rules for the sale of {goods}.
? y2: When was {name} passed? | In what year did {name} become law?
? goods: What does {name} regulate? | For which goods is {name} made?
- When was {name} repealed? | How many sections does {name} have?
n Does {name} deal with income tax?

+ It was put forward by {p1} and carried by {n1} votes to {n2}.
+ {n1} members voted for the bill of {p1} and {n2} against.
+ With {n1} in favour and {n2} against, the house followed {p1}, who had brought it in.
? p1: Who proposed the law? | Who introduced {name}?
? n1: How many votes were in favour?
? n2: How many members voted against the law?
- How many members did not vote? | To which party did {p1} belong?
y Were there votes against {name}?

+ Sellers need a permit, which costs {m2} and must be renewed after {k1} years.
+ Whoever sells pays {m2} for a permit that lapses after {k1} years.
? m2: What does a permit cost? | How much is the fee for a permit?
? k1 years: How long is a permit valid? | After what time does a permit have to be renewed?
- How many permits have been given? | Where is the permit applied for?
n Does a permit last forever?
y Do you need a permit to sell {goods}?
/
+ A permit is not needed, but sellers pay {m2} into a fund and report every {k1} years.
+ Sellers have to report every {k1} years and to pay {m2} into a fund; permits were done away with.
? m2: How much do sellers pay into the fund?
- What does a permit cost? | Where is the permit applied for?
n Do you need a permit to sell {goods}?

+ Those under {k2} and charities are exempt.
+ It does not touch charities nor people younger than {k2}.
? k2: Below what age does {name} not apply?
n Must a charity follow {name}?

+ Breaches are punished with up to {m1}; {o1} was the first to be fined, in {y3}.
+ The first fine hit {o1} in {y3}; the most that can be asked is {m1}.
? m1: What is the highest fine? | How much can a breach cost?
? o1: Who was fined first? | Which company first had to pay a fine?
? y3: In which year was the first fine?
- How much did {o1} pay? | For what was {o1} fined? | How many firms were fined in {y4}?
"""
