"""What is written in business about figures, terms and names: with several of each, of which one is asked for, and
questions about the next one, which the text has not."""

EARNINGS = """
= {o1} | the company, the group | it its
+ {s} today reported revenue of {m1} for the {quarter}, up {h1} from the previous quarter.
+ {s} announced results for the {quarter}: revenue was {m1}, an increase of {h1} quarter on quarter.
+ For the {quarter}, {s} had revenue of {m1}, {h1} more than in the quarter before.
* {name} reports revenue of {m1} | {name} had revenue of {m1} in the {quarter}.
? m1: What was revenue in the {q1} quarter? | What was the total revenue of {name}? | @revenue
? h1: What was the increase of revenue from the previous quarter? | @growth of revenue
? quarter: For which period are results reported? | @reporting period
- What was revenue for the full year? | What was revenue in the {q2} quarter? | What was the revenue of {o2}?
- What is the full year {year} revenue of {name}? | What was revenue in fiscal {before}?
y Did revenue grow from the previous quarter?

+ {div1} revenue was {m2}, down {h2} from a year ago.
+ Revenue from {div1} fell {h2} from a year ago to {m2}.
? m2: What was {div1} revenue? | How much revenue did {div1} bring in the quarter? | @{div1} revenue
? h2: By how much did {div1} revenue fall from a year ago? | What was the change of {div1} revenue?
- What was {div1} revenue for the full year? | What was the operating income of {div1}? | What was {div3} revenue?
- What was {div1} revenue in {before}? | How many people work in {div1}?
n Did {div1} grow?
/
+ {div1} had a record quarter with revenue of {m2}, up {h2} from a year ago.
+ Revenue from {div1} reached {m2}, up {h2} from a year ago and a record.
? m2: What was {div1} revenue? | How much revenue did {div1} bring in the quarter? | @{div1} revenue
? h2: By how much did {div1} revenue rise from a year ago? | What was the change of {div1} revenue?
- What was {div1} revenue for the full year? | What was the operating income of {div1}? | What was {div3} revenue?
- What is {div1} revenue expected to be next year? | What was {div1} revenue in the {q2} quarter?
y Was it a record quarter for {div1}?

+ {div2} contributed {m3}, up {h3} from the quarter before.
+ {m3} came from {div2}, {h3} more than in the previous quarter.
? m3: What was {div2} revenue? | How much came from {div2}? | @{div2} revenue
? h3: What was the increase in {div2} revenue? | By how much did {div2} grow quarter on quarter?
- What was the margin of {div2}? | Who heads {div2}? | What was {div2} revenue for fiscal {year}?

+ Operating expenses were {k1} percent of revenue, and earnings per share {eps1}, against {eps2} a year ago.
+ Earnings per share were {eps1}, compared with {eps2} a year ago; {k1} percent of revenue went into operating expenses.
? eps1: What were earnings per share? | @earnings per share
? eps2: What were earnings per share a year ago? | What were earnings per share in the same quarter of last year?
? k1 percent: What share of revenue were operating expenses?
- What was the net income? | What was the free cash flow? | What is the full year outlook for earnings per share?

+ {customers} now use its software, said {p1}, founder and CEO.
+ "{customers} are among our new customers," said {p1}, founder and CEO.
? customers: Which companies are new customers? | @new customers | Who are the three new customers?
? p1: Who is the CEO? | Who founded {name}? | @CEO
- Who is the chief financial officer? | Who is the chair of the board?

+ It will pay a dividend of {k2} cents on {d2} to shareholders of record on {d1}.
+ Shareholders of record on {d1} will be paid {k2} cents a share on {d2}.
? d2: When will the dividend be paid? | @payment date of the dividend
? d1: What is the record date? | @record date
? k2 cents: How much is the dividend? | @dividend
- What was the dividend last year? | When will the next results be published?
"""

TERMS = """
= {p1} | the Executive, the Employee | she her
+ EMPLOYMENT AGREEMENT between {o1} (the "Company") and {p1} (the "Executive"), entered into as of {d1}.
+ This Employment Agreement is made on {d1} by {o1} ("Company") and {p1} ("Executive").
* Employment agreement of {p1} with {o1} | {o1} employs {p1} under an agreement of {d1}.
? d1: What is the date of the agreement? | @agreement date
? o1: Which company is the employer? | @employer
? p1: What is the name of the executive? | Who is employed? | @executive
- When does the agreement end? | Who is the Company's chief executive officer?
y Is {p1} employed by {o1}?
n Is this an agreement about a lease?

+ {s1} Position. During the term {s} shall serve as {job} and shall report to {p2}.
+ {s1} Duties. From the date above {s} is {job} of the Company, reporting to {p2}.
? job: What is the position of the executive? | @job title
? p2: To whom does the executive report? | @superior | Who is the superior of the executive?
? s1: What section defines the position?
- What is the title of {p2}? | Who held the position before? | How many people report to the executive?

+ {s2} Base Salary. The Company shall pay a base salary at the annual rate of {m1}, payable in {k1} instalments.
+ {s2} Base Salary. The annual base salary is {m1}, paid in {k1} instalments.
? m1: What is the annual base salary? | @base salary
? k1: In how many instalments is the salary paid?
? s2: Which section sets the base salary? | What section defines the base salary?
- What is the annual bonus amount? | What is the target bonus? | What was the salary in the year before?
- What is the signing bonus? | When is the salary reviewed?

+ {s3} Vacation. In each year {s} is entitled to {k2} days of paid vacation.
+ {s3} Vacation. Paid vacation is {k2} days in each year.
? k2 days: How much vacation is the executive entitled to? | @vacation
? s3: In which section is vacation addressed?
- How many sick days are granted? | How many days may be worked from home?
y Is vacation paid?

+ {s4} Termination. Either party may end this Agreement with {k3} weeks' notice; after that the Company pays {m2}.
+ {s4} Notice. With {k3} weeks' notice either party may terminate; the Company then pays {m2}.
? k3 weeks: How much notice must be given? | @notice period
? m2: How much is paid on termination? | @severance
? s4: Which section deals with termination?
- What is the reason for the termination? | What happens to stock options on termination?
y Can the executive end the agreement?

+ {s6} Governing Law. The law of {law1} governs this Agreement, except for {s5}, which is governed by that of {law2}.
+ {s6} Law. The law of {law1} applies to this Agreement, but to {s5} that of {law2}.
? law1: What is the governing law? | Which law governs the agreement? | @governing law
? law2: What law governs {s5}? | @law of {s5} | Which law applies to {s5}?
? s6: What section of the agreement defines the governing law?
- What law governs the non-competition clause of {o2}? | Where are disputes settled?
/
+ {s6} Intellectual Property. Inventions of {p1} at work are the Company's property; those before {y4} stay with {p1}.
+ {s6} Inventions. What {p1} invents at work belongs to the Company, and what was invented before {y4} to {p1}.
? p1: Who owns the inventions made before {y4}? | To whom do earlier inventions belong?
? s6: Which section is about inventions? | What section deals with intellectual property?
- How much is paid for an invention? | Who pays for the patents?
"""

MARKETS = """
= the {c1} index | the index, the benchmark | it its
+ {c1} stocks rose on {weekday}: {s} gained {g1} to close at {big1}, but for the week it was down {g2}.
+ On {weekday} {s} closed {g1} higher at {big1}; over the week it lost {g2}.
* {c1} stocks rise by {g1} | {name} rose by {g1} on {weekday}, though it fell over the week.
? g1: @gain of {name} | By what percentage did {name} rise? | What was the percentage increase of {name} at closing?
? g2: How much did {name} lose in the week? | By what percentage was {name} down for the week?
? big1: At what level did {name} close? | @closing level | What was the closing value of {name}?
- At what level did {name} open? | By how much did {name} rise in the month? | What did {name} lose on the day before?
y Did stocks rise on {weekday}?

+ Employers added {big2} jobs in {mon1}, the labor office said, while economists had predicted {guess}.
+ The labor office counted {big2} new jobs in {mon1}; {guess} had been forecast by economists.
? big2: How many jobs were added in {mon1}? | How many jobs were created?
? guess: @forecast of new jobs | How many jobs were predicted by economists? | What was the forecast for new jobs?
- How many jobs were lost in {mon2}? | How many jobs were added in {mon2}? | How many people are out of work?
y Were more jobs added than expected?

+ The yield of the 10-year bond, near its highest level in {k1} years, was {rate1}, and that of the 2-year bond {rate2}.
+ At {rate1} the 10-year bond yields more than at any time in {k1} years; the 2-year bond yields {rate2}.
? rate1: What is the rate of the 10-year bond? | @10-year yield | What is the current yield on 10-year bonds?
? rate2: What is the yield of the 2-year bond? | @2-year yield
? k1 years: For how long was the 10-year yield not so high?
- What is the yield of the 30-year bond? | What was the 10-year yield a year ago? | What is the mortgage rate?

+ {o1} fell {h3} after it had cut its outlook, and {o2} was suspended from trading.
+ Shares of {o1}, whose outlook had been cut, dropped {h3}; those of {o2} were suspended.
? h3: By how much did the shares of {o1} fall? | What was the percentage loss of {o1}?
? o2: Trading in which company was suspended? | Which shares could not be traded?
- At what price did {o1} close? | Why was {o2} suspended? | By how much did {o3} rise?
y Did {o1} cut its outlook?

+ "{quote}," said {p1}, chief strategist of {o3}.
+ {p1}, who is chief strategist of {o3}, said: "{quote}."
? p1: Who is the chief strategist of {o3}? | @chief strategist
? o3: For which company does {p1} work?
? quote: What did {p1} say? | What does {p1} think of it?
- What did {p2} say? | How much does {o3} manage?
"""

ALLIANCE = """
= the {c1} Alliance | the alliance, the group | it its
+ {s} was formed on {d1} by {members} so as to {aim}.
+ On {d1} {members} founded {name}, whose aim it is to {aim}.
* {name} founded by four companies | {members} founded {name} to {aim}.
? members: Which companies take part in {name}? | Who founded {name}? | @members
? d1: When was {name} formed? | @date of foundation
? aim: @aim | What is the aim of {name}? | Why was {name} formed? | What does {name} want to do?
- Where was {name} formed? | How many people work for {name}? | Which companies left {name}?
y Does {o2} belong to {name}?
n Does {o5} belong to {name}?

+ Its board consists of {trio}; {p4} keeps the accounts.
+ {trio} sit on the board, and {p4} is the treasurer.
? trio: @board | Who are the three people on the board? | Who are the members of the board?
? p4: Who looks after the money? | @treasurer
- Who is the chair of the board? | Who was on the board before? | When was {p1} elected?

+ There are offices in {pair}, each with {n4} staff.
+ {pair} have offices, with {n4} people in each.
? pair: @offices | What are the two places with an office? | In which towns does {name} have offices?
? n4: How many people work in each office?
- What is the address of the office in {c2}? | When was the office in {c3} opened?

+ Members may {may}, and must {must}.
+ A member may {may} but has to {must}.
? may: What may members do? | What are members allowed to do?
? must: What must members do? | What are the duties of members?
- What happens to members that break the rules? | How can one become a member?

+ {o1} pays {m1} a year, {o2} {m2} and the others {m3} each.
+ A year costs {o1} {m1}, {o2} {m2} and each of the others {m3}.
? m1: How much does {o1} pay in a year?
? m2: What is the yearly contribution of {o2}?
? m3: How much do the other members pay?
- How much did {o1} pay in {before}? | How much does {name} spend in a year? | What does {o5} pay?
"""

CAREER = """
= {p1} | the candidate, our colleague | he his
+ I am pleased to recommend {p1}, who worked for us at {o1} as {job} from {y1} to {y3}.
+ {p1} was {job} at {o1} from {y1} to {y3}, and I recommend him warmly.
* {p1} is recommended | {p1}, who worked for {o1} from {y1} to {y3}, is recommended.
? o1: At which company was {p1} {job}? | For which company did {p1} work from {y1} to {y3}?
? job: What was the position of {p1} at {o1}? | @position
? y3: Until when did {p1} work at {o1}? | When did {p1} leave {o1}?
- Why did {p1} leave {o1}? | How much did {p1} earn? | What is the address of {o1}?
- For which company does {p1} work now? | Who followed {p1} as {job}?
y Is {p1} recommended?
n Did {p1} work for {o4}?

+ Before that {it} was at {o2} for {k1} years, where {it} led sales in {c1}, and at {o3}.
+ Earlier {it} had led sales in {c1} for {o2}, for {k1} years, and worked at {o3}.
? o2: At which company did {p1} lead sales in {c1}?
? k1 years: How long was {p1} at {o2}?
? c1: Where did {p1} lead sales?
- What did {p1} do at {o3}? | In which year did {p1} begin at {o2}?

+ {s} holds a degree in {field} from the University of {c2}, and speaks {languages}.
+ {s} studied {field} at the University of {c2}, and speaks {languages}.
? field: What did {p1} study? | @field of study | In what field does {p1} have a degree?
? languages: Which languages does {p1} speak? | @languages
? c2: In which town did {p1} study?
- When did {p1} get the degree? | At which school was {p1}? | What was the subject of the thesis?

+ Under {p1} the team brought costs down by {h1} and won {n4} customers.
+ The team of {p1} won {n4} customers and cut costs by {h1}.
? h1: By how much were costs reduced?
? n4: How many customers were won?
- How many people were in the team? | How many customers were lost? | How large were the sales?
y Did costs go down under {p1}?

+ {o1}, {a1} // Yours, {p2}, {title}, tel. {f1}
+ Sincerely, {p2} // {title} // {o1} // {a1} // {f1}
? p2: Who wrote the letter? | Who recommends {p1}?
? title: What is the position of {p2}? | @position of {p2}
? a1: What is the address of {o1}? | @address
? f1: What is the telephone number? | @telephone
- What is the address of {o2}? | What is the mail address of {p2}? | What is the address of {p1}?
"""

EXPLAINED = """
= {term} | the method, the approach | it its
+ {s} is {sense}.
+ By {term} one understands {sense}.
* What {term} is | {term} is {sense}.
? sense: What is {term}? | @meaning of {term} | What does {term} mean? | How is {term} defined?
- How much does {term} cost? | When did {term} become law? | What is {term2}?

+ The term was coined in {y2} by {p1} at a workshop in {c1}.
+ It was at a workshop in {c1} that {p1} coined the term in {y2}.
? y2: When was the term coined? | @year of the term | In which year was {term} first named?
? p1: Who coined the term? | Who gave {term} its name?
? c1: Where was the workshop?
y Was the term coined at a workshop?
- How many people took part in the workshop? | How long did the workshop last? | Who paid for the workshop?

+ {p2} predicted that {forecast}; {p3} held that it would never pay.
+ While {p3} held that it would never pay, {p2} predicted that {forecast}.
? forecast: What did {p2} predict? | What was the prediction of {p2}?
? p3: Who did not believe that it would pay?
n Did {p3} believe that it would pay?
- When did {p2} make the prediction? | What did {p1} predict? | Where did {p3} work?

+ In {y3} {duo} gave it up because of {cause}.
+ Owing to {cause}, {duo} gave it up in {y3}.
? cause: @reason | Why did {o1} give it up? | What was the reason for giving it up?
? duo: Which two companies gave it up?
? y3: When was it given up by {o1}?
- How much did {o1} lose by it? | When did {o3} begin with it? | Which companies still use it?

+ Its steps are {steps}.
+ It has these steps: {steps}.
? steps: What are the steps? | @steps | What steps does it have? | What is a list of the steps?
- How long does each step take? | Which step is the most expensive?
"""
