"""What newspapers tell: of deals, results, appointments, recalls."""

DEAL = """
= {o1} | the buyer, the group | it its
+ {s} said on {d1} that {it} had agreed to take over {o2} for {m1}.
+ In a statement of {d1}, {s} announced the purchase of {o2} at a price of {m1}.
+ {o2} is to belong to {s}, which is ready to pay {m1} for it, both firms said on {d1}.
* {name} buys {o2} for {m1} | {name} takes over {o2} for {m1}, as it said on {d1}.
? d1: When was the deal made public? | On what date was the takeover announced?
? o2: Which company is to be acquired? | What is {name} buying?
? m1: How much does {name} pay for {o2}? | What is the purchase price?
- How many people work for {o2}? | What was the annual revenue of {o2}? | Who founded {o2}?
n Is {o2} buying {name}?

+ Of this, {m2} is paid in cash and the rest in shares.
+ It pays {m2} in cash and gives shares for what remains.
? m2: How much is paid in cash? | What part of the price is in cash?
- How many shares are issued? | What was the price of a share of {name}?
n Is the whole price paid in cash?
/
+ The whole sum is paid in cash, {m2} of it borrowed from banks.
+ It takes up {m2} from banks so as to pay all of it in cash.
? m2: How much is borrowed? | What sum comes from banks?
- Which banks lend the money? | How many shares are issued?
y Is the whole price paid in cash?

+ The sellers, led by {p1}, had owned the target since {y3}.
+ {p1} and other holders, who got hold of the business in {y3}, are the sellers.
? p1: Who leads the sellers? | Who is the chief seller?
? y3: In which year did the sellers get the business?
- What did the sellers pay in {y3}? | Who advised the sellers?

+ {o3}, which had offered {m3}, withdrew from the bidding.
+ A lower bid of {m3} by {o3} was taken back.
+ {o3} had hoped to get it for {m3} but gave up.
? o3: Who else wanted to buy {o2}? | Which bidder gave up?
? m3: How much did {o3} offer?
- Why did {o3} withdraw? | When did {o3} make its offer?
y Was there more than one bidder?
n Did {o3} win the bidding?

+ Closing is expected by {d3}, provided that the regulators consent.
+ If regulators raise no objection, the transaction will be completed by {d3}.
? d3: When will the deal be completed? | By when should the purchase close?
- When did the regulators consent? | Which fee is due if the deal fails?
n Have the regulators already agreed?
/
+ The regulators have given their consent, so that it will be completed by {d3}.
+ Completion is set for {d3}, now that the regulators have agreed.
? d3: When will the deal be completed? | By when should the purchase close?
- When did the regulators consent?
y Have the regulators already agreed?

+ {p2}, who will run the combined business, spoke of savings of {h1} and no loss of jobs.
+ No jobs will go, said {p2}, the future head of both firms, who hopes to save {h1} of costs.
? p2: Who will lead the merged company? | Who is the future head?
? h1: What share of the costs shall be saved?
- When did {p2} join {name}? | What is the salary of {p2}?
n Will jobs be cut?
/
+ {p2}, who will run the combined business, means to save {h1} of costs, with a loss of {n1} jobs.
+ To save {h1} of costs, {n1} people will have to go, said {p2}, the future head of both firms.
? p2: Who will lead the merged company? | Who is the future head?
? h1: What share of the costs shall be saved?
? n1: How many jobs will go?
- When did {p2} join {name}? | When will the jobs be cut?
y Will jobs be cut?
"""

RESULTS = """
= {o1} | the company, the group | it its
+ {s}, a maker of {goods}, earned {m2} in {before}, {h1} more than the year before, it said on {d1}.
+ On {d1} {s}, which makes {goods}, put its profit for {before} at {m2}, a gain of {h1}.
+ Figures published on {d1} show that {name}, known for {goods}, made {m2} in {before}, up by {h1}.
* Profit of {name} rises by {h1} | {name} earned {m2} in {before}, which is {h1} more than before.
? m2: How much profit did {name} make? | What did {name} earn in {before}?
? h1: By how much did the profit grow?
? d1: When were the figures released? | On which day did {name} report?
- How much did {name} earn in {after}? | What was the profit of {o2}? | How many {goods} were sold?
y Did the profit rise?
n Did {name} make a loss in {before}?
/
+ {s}, a maker of {goods}, lost {m2} in {before}, {h1} more than the year before, it said on {d1}.
+ On {d1} {s}, which makes {goods}, reported a loss of {m2} for {before}, up by {h1}.
? m2: How much did {name} lose? | How large was the loss?
? h1: By how much did the loss grow?
? d1: When were the figures released? | On which day did {name} report?
- How much did {name} lose in {after}? | How many {goods} were sold?
* Loss of {name} grows by {h1} | {name} lost {m2} in {before}, which is {h1} more than before.
n Did the profit rise?
y Did {name} make a loss in {before}?

+ Sales came to {m1}, held back by {cause}.
+ Owing to {cause}, turnover was no more than {m1}.
? m1: What was the revenue? | How large were the sales?
? cause: What hurt sales? | Why were sales not higher?
- What was the revenue in the home market? | How much did {name} spend on advertising?

+ {unit} will be sold to {o2} by {d3}, and {n1} staff will move with it.
+ By {d3} {o2} takes over {unit} together with {n1} employees.
+ {n1} people get a new employer by {d3}, when {unit} goes to {o2}.
? o2: Who is the buyer of {unit}? | To whom is {unit} sold?
? d3: By when does {unit} change hands?
? n1: How many employees go to {o2}?
- For how much is {unit} sold? | When was {unit} founded?
y Is a part of {name} being sold?

+ A dividend of {k1} cents is proposed, against {k2} cents last time.
+ Holders shall get {k1} cents a share after {k2} cents the year before.
? k1 cents: How much dividend is proposed? | How much is the new dividend?
? k2 cents: How much was the previous dividend?
- On what day is the dividend paid? | How many shareholders does {name} have?
y Is a dividend paid?
/
+ Holders, who got {k2} cents a share the year before, shall get nothing.
+ After {k2} cents the year before, no dividend is proposed.
? k2 cents: How much was the previous dividend?
- How much is the new dividend? | On what day is the dividend paid?
n Is a dividend paid?

+ "We are careful about {after}," said {p1}, who has led the firm since {p2} stepped down.
+ {p1}, successor of {p2} at the top, was careful about {after}.
? p1: Who is the head of {name}? | Who spoke for the company? | @chief executive
? p2: Who led {name} before {p1}? | Who was the predecessor of {p1}?
- Why did {p2} step down? | When did {p1} take over? | Where does {p2} work now?
n Does {p2} still lead {name}?
"""

APPOINTMENT = """
= {o1} | the company, the firm | it its
+ {s} has named {p1} as its finance chief with effect from {d2}.
+ {p1} becomes head of finance at {s} on {d2}.
+ From {d2} on, the finances of {s} are in the hands of {p1}.
* {p1} is finance chief of {name} | {name} makes {p1} its finance chief from {d2} on.
? p1: Who is the new finance chief? | Who was appointed?
? d2: When does {p1} start? | From what date does {p1} hold the post?
- What will {p1} earn? | Who will become the head of sales of {name}? | Where does {p1} live?
n Was {p1} made head of marketing?

+ {p2}, who has held the post for {k1} years, retires.
+ The new chief follows {p2}, who goes into retirement after {k1} years.
+ The place becomes free because {p2} leaves after {k1} years in the post.
? p2: Whom does {p1} replace? | Who held the post before?
? k1 years: How long was {p2} in office? | For how long did {p2} hold the post?
- How old is {p2}? | When did {p2} join {name}?
n Was {p2} dismissed?
/
+ {p2}, in the post for {k1} years, was dismissed by the board.
+ The board had dismissed {p2} after {k1} years in the post.
? p2: Whom does {p1} replace? | Who held the post before?
? k1 years: How long was {p2} in office?
- Why was {p2} dismissed? | How old is {p2}?
y Was {p2} dismissed?

+ For the past years {p1} was at {o2} in {c1}, with {n1} shops to look after.
+ The appointee comes from {o2} of {c1}, with a charge of {n1} shops.
? o2: What was the former employer of {p1}? | Where did {p1} work until now?
? n1: How many shops was {p1} responsible for?
- When did {p1} join {o2}? | Who succeeds {p1} at {o2}?
y Did {p1} work for {o2}?
n Is {o2} the new employer of {p1}?

+ The chair, {p3}, praised the choice on {d1}, the day of the vote.
+ On {d1}, right after the vote, {p3} as chair spoke of a good choice.
? p3: Who chairs the board? | Who praised the choice?
? d1: When was the vote? | On what date was the decision taken?
- How many members of the board voted against {p1}? | Since when has {p3} been chair?

+ {name}, started in {y1} in {c2}, employs {big2} people.
+ Some {big2} people work for {s}, which goes back to {y1} and a workshop in {c2}.
? y1: When was {name} set up? | In what year was {name} founded?
? c2: Where did {name} begin?
? big2: How many people does {name} employ?
- Who founded {name}? | How many people does {o2} employ? | When was {o2} founded?
"""

RECALL = """
= {o1} | the maker, the company | it its
+ {s} is calling back {big2} pieces of its {goods} because of {fault}.
+ Because of {fault}, {s} asks owners to return {goods}; {big2} pieces are concerned.
+ Owners of {goods} made by {s} should stop using them: {fault} was found, and {big2} pieces are out there.
* {name} recalls {goods} | {name} takes back {big2} {goods} because of {fault}.
? fault: Why are the {goods} recalled? | What is wrong with the {goods}?
? big2: How many pieces are affected by the recall? | How many items are taken back?
? goods: Which product is recalled? | What is being called back?
- How many pieces have been returned so far? | What does the recall cost {name}? | Who discovered the fault?
y Has {name} recalled {goods}?

+ The pieces were sold between {d1} and {d2}, mostly in {c1}.
+ Only what shops, mainly in {c1}, sold from {d1} to {d2} is meant.
? d1: From what date were the affected pieces sold?
? d2: Until when were the affected pieces sold?
? c1: Where were most of the pieces sold?
- At what price were they sold? | When did {name} stop production?
n Were the {goods} sold in {c1} only?

+ So far {k1} people have been slightly hurt; nobody died.
+ There were no deaths, though {k1} people suffered light injuries.
+ {k1} people have been slightly hurt, none of them fatally.
? k1: How many people were injured?
- What are the names of the injured? | How much do the injured receive?
n Has anybody died?
/
+ One person has died and {k1} were hurt.
+ Besides {k1} people who were hurt, there was one death.
? k1: How many people were injured?
- What are the names of the injured? | Who died?
y Has anybody died?

+ Buyers may ring 0800 {n1} {n2} or bring the piece to any shop until {d3}; a receipt is not needed.
+ No receipt is asked for: any shop takes the piece back until {d3}, and 0800 {n1} {n2} gives advice by telephone.
? d3: How long can the pieces be returned? | What is the last day for returns?
- What is the mail address for questions? | How long does the refund take?
n Do you need a receipt?
y Can the {goods} be returned in a shop?
/
+ Until {d3} they can be sent back by post, with the receipt; shops do not take them. Advice: 0800 {n1} {n2}
+ They are to be posted with the receipt before {d3} is over, not brought to a shop; for advice ring 0800 {n1} {n2}.
? d3: How long can the pieces be returned? | What is the last day for returns?
- To what address are the pieces sent? | How long does the refund take?
y Do you need a receipt?
n Can the {goods} be returned in a shop?

+ It is the second such case since {y4}, when {p1} became head of quality.
+ {p1}, head of quality since {y4}, has seen such a case once before.
? p1: Who is responsible for quality at {name}? | Who heads quality?
? y4: Since when has {p1} been head of quality?
- When was the first recall? | Which product was recalled the first time?
"""
