"""What companies publish, and the mails they write."""

from decimal import Decimal

from ops.training.generators.draft import Claim, Draft, Item
from ops.training.generators.layouts import join, table
from ops.training.rows import Passage

_DIVIDEND = Claim(
    ("Is a dividend paid?", "Does the board propose a dividend?"),
    ("The board proposes to pay a dividend for the period.", "Shareholders receive a dividend."),
    ("No dividend is proposed.", "The board does not recommend a dividend."),
    0.6,
)
_BUYBACK = Claim(
    ("Did the company buy back its own shares?",),
    ("The company bought back own shares during the period.",),
    ("The company bought no shares of its own.",),
    0.45,
)
_ATTACHED = Claim(
    ("Is there an attachment?", "Is something attached to the mail?"),
    ("I attach the papers.", "Please find the file attached."),
    ("I have not attached anything; the papers follow by post.",),
    0.5,
)
_REPLY = Claim(
    ("Is an answer asked for?", "Does the sender want a reply?"),
    ("Please let me know by return.", "I look forward to your answer."),
    ("There is no need to reply.", "No answer is needed."),
    0.6,
)


def filing(draft: Draft) -> Passage:
    """A part of a quarterly or annual report: prose and a table of two periods."""
    world = draft.world
    company, year = world.company(), world.random.randint(2015, 2026)
    period = world.one(
        f"the year ended December 31, {year}",
        f"the third quarter of {year}",
        f"fiscal {year}",
        f"the six months to 30 June {year}",
    )
    unit = world.one("million", "thousand")
    rows, figures = [["", str(year), str(year - 1)]], {}
    for line in (
        "Revenue",
        "Cost of sales",
        "Operating income",
        "Net income",
        "Total assets",
        "Cash and cash equivalents",
    ):
        if world.happens(0.75):
            now, before = world.amount(40, 4000), world.amount(40, 4000)
            figures[line] = (f"{now:,.1f}", f"{before:,.1f}", now > before)
            rows.append([line, *figures[line][:2]])
    for line in ("Revenue", "Operating income", "Net income", "Total assets", "Goodwill", "Inventories"):
        if line in figures:
            now_said, before_said, rose = figures[line]
            if world.happens(0.6):
                draft.ask(f"What was the {line.lower()} in {year}?", now_said)
                draft.ask(f"What was the {line.lower()} in {year - 1}?", before_said)
            draft.decide(f"Did {line.lower()} rise from {year - 1} to {year}?", rose)
        else:
            draft.absent(f"What was the {line.lower()} in {year}?")
    share = world.amount(1, 9)
    items = [
        Item(
            "chief executive officer",
            world.person(),
            (
                '"We are content with these figures," said {}, chief executive officer.',
                "{}, our chief executive officer, signed this report.",
            ),
            ("Who is the chief executive officer?",),
            0.6,
        ),
        Item(
            "number of employees",
            f"{world.random.randint(40, 90000):,}",
            ("At the end of the period we had {} employees.", "We employ {} people."),
            ("How many people does the company employ?",),
            0.6,
        ),
        Item(
            "headquarters",
            world.city(),
            ("Our headquarters are in {}.", "We are based in {}."),
            ("Where are the headquarters?",),
            0.5,
        ),
        Item("auditor", world.company(), ("The accounts were audited by {}.",), ("Who audited the accounts?",), 0.4),
        Item(
            "earnings per share",
            world.money(Decimal(share)),
            ("Earnings per share were {}.",),
            ("What were the earnings per share?",),
            0.45,
        ),
        Item(
            "stock symbol",
            world.number("???", "????"),
            ('Our shares are traded under the symbol "{}".',),
            ("What is the stock symbol?",),
            0.4,
        ),
        Item(
            "acquisition",
            world.company(),
            ("In this period we acquired {}.", "We completed the acquisition of {}."),
            ("Which company was acquired?",),
            0.4,
        ),
    ]
    draft.ask("Which company reports?", company)
    said = [*draft.sentences(items), *draft.claims([_DIVIDEND, _BUYBACK])]
    world.random.shuffle(said)
    points = [f"{line}: {now} {unit}" for line, (now, _, _) in list(figures.items())[:3]]
    revenue = f", with revenue of {figures['Revenue'][0]} {unit}" if "Revenue" in figures else ""
    draft.summarize(f"{company} reports on {period}{revenue}.", f"{company} reports on {period}", points)
    heading = world.one("Management's Discussion and Analysis", "Results of operations", "Key figures", "")
    currency = world.one("dollars", "euros", "pounds")
    opening = f"{company} reports its results for {period}. Amounts are in {unit}s of {currency}."
    half = len(said) // 2
    return draft.passage(join(heading, opening, " ".join(said[:half]), table(world, rows), " ".join(said[half:])))


def mail(draft: Draft) -> Passage:
    """A mail between two companies: headers, a few sentences, a signature."""
    world = draft.world
    sender, receiver, company, day = world.person(), world.person(), world.company(), world.day()
    order, amount, wanted = (
        world.number("####-##", "A-#####"),
        world.money(world.amount(40, 20000)),
        world.date(world.later(day)),
    )
    goods = world.goods(1)[0]
    subject, sentences, asked, short = world.random.choice(
        (
            (
                f"Reminder: invoice {order}",
                f"our invoice {order} over {amount} was due on {wanted} and is still open.",
                (
                    ("What is the invoice number?", order),
                    ("What amount is open?", amount),
                    ("When was the invoice due?", wanted),
                ),
                f"{sender} of {company} reminds {receiver} of invoice {order} over {amount}.",
            ),
            (
                f"Delivery of order {order}",
                f"your order {order} leaves our warehouse on {wanted}. The carrier is {world.company()}.",
                (("What is the order number?", order), ("When is the order sent?", wanted)),
                f"{sender} of {company} tells {receiver} that order {order} is sent on {wanted}.",
            ),
            (
                f"Quotation for {goods}",
                f"we can offer {goods} at {amount}. The offer stands until {wanted}.",
                (
                    ("What is offered?", goods),
                    ("At what price is it offered?", amount),
                    ("Until when does the offer stand?", wanted),
                ),
                f"{sender} of {company} offers {receiver} {goods} at {amount}.",
            ),
            (
                f"Complaint about {goods}",
                f"of the {goods} that came on {wanted} some are damaged. We ask for a credit of {amount}.",
                (("What is the complaint about?", goods), ("How much credit is asked for?", amount)),
                f"{sender} of {company} complains to {receiver} about {goods}.",
            ),
            (
                "Our meeting",
                f"I suggest that we meet on {wanted} at {world.random.randint(8, 17)}:30 in {world.city()}.",
                (("When is the meeting?", wanted),),
                f"{sender} of {company} asks {receiver} to meet on {wanted}.",
            ),
        )
    )
    for question, answer in asked:
        if world.happens(0.75):
            draft.ask(question, answer)
    items = [
        Item(
            "phone number",
            world.phone(),
            ("You can call me on {}.", "My number is {}."),
            ("What is the phone number of the sender?",),
            0.5,
        ),
        Item(
            "reference",
            world.number("REF-####", "K####"),
            ("Our reference is {}.", "Please quote {}."),
            ("Which reference is to be quoted?",),
            0.4,
        ),
        Item(
            "account manager", world.person(), ("Your account manager is {}.",), ("Who is the account manager?",), 0.4
        ),
        Item(
            "discount",
            f"{world.random.randint(2, 15)}%",
            ("If you pay within a week we grant a discount of {}.",),
            ("How much discount is granted?",),
            0.35,
        ),
    ]
    said = [*draft.sentences(items), *draft.claims([_ATTACHED, _REPLY])]
    draft.ask(world.one("Who sent the mail?", draft.template.key_value.format(key="sender")), sender)
    draft.ask(world.one("What is the subject of the mail?", draft.template.key_value.format(key="subject")), subject)
    draft.summarize(short, f"{subject}, from {company}")
    header = f"From: {sender} <{world.mail(sender)}>\nTo: {receiver} <{world.mail(receiver)}>\nSubject: {subject}"
    if world.happens(0.8):
        header += f"\nDate: {world.date(day)}"
        draft.ask(world.one("When was the mail sent?", "What is the date of the mail?"), world.date(day))
    else:
        draft.absent("What is the date of the mail?")
    signature = f"{world.one('Best regards', 'Kind regards', 'Yours')}\n{sender}\n{world.job()}, {company}"
    return draft.passage(join(header, f"Dear {receiver.split()[0]},", sentences, " ".join(said), signature))
