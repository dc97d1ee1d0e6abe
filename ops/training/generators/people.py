"""Pay slips and the letters of a personnel department."""

from decimal import Decimal

from ops.training.generators.draft import Claim, Draft, Item
from ops.training.generators.layouts import form, join, table
from ops.training.rows import Passage

_REMOTE = Claim(
    ("May the employee work from home?", "Is remote work allowed?"),
    ("You may work from home up to two days a week.", "Remote work is permitted by arrangement with your manager."),
    (
        "Your place of work is our office; working from home is not provided for.",
        "Remote work is not possible in this role.",
    ),
    0.6,
)
_COMPETE = Claim(
    ("Is there a non-compete clause?", "Is the employee bound by a non-compete obligation?"),
    (
        "For six months after you leave you shall not work for a competitor.",
        "You are bound by the attached non-compete covenant.",
    ),
    ("You are free to work for whom you like after you leave us.", "There is no restriction on later employment."),
    0.5,
)


def pay_slip(draft: Draft) -> Passage:
    """A month's pay of one employee."""
    world = draft.world
    employer, employee, day = world.company(), world.person(), world.day()
    gross, cents = world.amount(1400, 9000), Decimal("0.01")
    tax, insurance = ((gross * world.random.randint(*share) / 100).quantize(cents) for share in ((9, 30), (3, 12)))
    net = gross - tax - insurance
    head = [
        Item(
            "employee number",
            world.number("#####", "E-####"),
            ("Employee no.", "Personnel number", "Payroll ID"),
            ("What is the employee number?",),
            0.75,
        ),
        Item(
            "pay period",
            f"{day:%B %Y}",
            ("Pay period", "Period", "Month"),
            ("For which month is the pay slip?", "What is the pay period?"),
            0.85,
        ),
        Item(
            "payment date",
            world.date(world.later(day, 1, 20)),
            ("Pay date", "Paid on", "Payment date"),
            ("When is the salary paid?",),
            0.7,
        ),
        Item("tax code", world.number("####?", "S#"), ("Tax code",), (), 0.5),
        Item(
            "department",
            world.one("Sales", "Production", "Research", "Finance", "Warehouse"),
            ("Department", "Dept."),
            ("In which department does the employee work?",),
            0.5,
        ),
        Item(
            "social security number",
            world.number("ZZ ## ## ## ?", "000-##-####"),
            ("NI number", "Social security no.", "SSN"),
            ("What is the social security number?",),
            0.4,
        ),
    ]
    foot = [
        Item(
            "net pay",
            world.money(net),
            ("Net pay", "Amount paid", "Take-home pay", "Payout"),
            ("What is the net pay?", "How much is paid out?"),
            1,
        ),
        Item(
            "hours worked",
            str(world.random.randint(80, 176)),
            ("Hours worked", "Hours"),
            ("How many hours were worked?",),
            0.4,
        ),
        Item(
            "remaining leave",
            f"{world.random.randint(1, 28)} days",
            ("Leave remaining", "Holiday balance"),
            ("How many days of leave remain?",),
            0.4,
        ),
    ]
    draft.ask(world.one("Who is the employee?", draft.template.key_value.format(key="employee name")), employee)
    draft.ask(world.one("Who is the employer?", draft.template.key_value.format(key="employer")), employer)
    draft.ask(world.one("What is the gross pay?", draft.template.key_value.format(key="gross pay")), world.money(gross))
    draft.ask(
        world.one("How much income tax is deducted?", draft.template.key_value.format(key="income tax")),
        world.money(tax),
    )
    bonus = world.happens(0.3)
    lines = [["Payments and deductions", "Amount"], [world.one("Basic salary", "Salary"), world.money(gross)]]
    if bonus:
        lines[1:] = [["Basic salary", world.money(gross - 100)], ["Bonus", world.money(Decimal(100))]]
    lines += [
        ["Gross pay", world.money(gross)],
        ["Income tax", world.money(tax)],
        ["Social insurance", world.money(insurance)],
    ]
    draft.decide("Is a bonus paid?", bonus)
    stated = form(world, draft.state(head))
    month = f" for {day:%B %Y}" if f"{day:%B %Y}" in stated else ""
    draft.summarize(f"{employer} pays {employee} {world.money(net)} net{month}.", f"Pay slip of {employee}")
    name = world.one("Employee", "Name", "Paid to")
    return draft.passage(
        join(
            f"{employer}\n{world.one('Pay slip', 'PAYSLIP', 'Statement of earnings')}",
            f"{name}: {employee}",
            stated,
            table(world, lines),
            form(world, draft.state(foot)),
        )
    )


def letter(draft: Draft) -> Passage:
    """An offer of work, or the confirmation of a change."""
    world = draft.world
    employer, employee, manager, job = world.company(), world.person(), world.person(), world.job()
    salary = world.money(world.amount(19000, 140000))
    items = [
        Item(
            "start date",
            world.date(world.day()),
            ("Your employment begins on {}.", "You will start on {}.", "Your first day is {}."),
            ("When does the employment begin?", "What is the start date?"),
            0.85,
        ),
        Item(
            "annual salary",
            salary,
            (
                "Your salary is {} a year, paid monthly.",
                "We offer an annual salary of {}.",
                "You receive a gross salary of {} per annum.",
            ),
            ("How much is the annual salary?", "What is the salary?"),
            0.85,
        ),
        Item(
            "working hours",
            f"{world.random.choice((20, 30, 35, 37.5, 40))} hours",
            ("Your working time is {} a week.", "You work {} each week."),
            ("How many hours a week are worked?",),
            0.65,
        ),
        Item(
            "annual leave",
            f"{world.random.randint(20, 33)} days",
            ("You are entitled to {} of paid leave a year.", "Annual leave is {}."),
            ("How much annual leave is there?", "How many days of leave does the employee have?"),
            0.65,
        ),
        Item(
            "probation period",
            world.one("three months", "6 months", "90 days"),
            ("The first {} are a period of probation.", "There is a probationary period of {}."),
            ("How long is the probation period?",),
            0.6,
        ),
        Item(
            "notice period",
            world.one("one month", "4 weeks", "three months", "14 days"),
            ("Either side may end the employment with {} notice.", "The notice period is {}."),
            ("What is the notice period?",),
            0.6,
        ),
        Item(
            "place of work",
            world.city(),
            ("Your place of work is {}.", "You will be based in {}."),
            ("Where is the place of work?",),
            0.55,
        ),
        Item(
            "pension contribution",
            f"{world.random.randint(2, 9)}%",
            ("We pay {} of your salary into the pension scheme.",),
            ("How much does the employer pay towards the pension?",),
            0.4,
        ),
        Item(
            "signing bonus",
            world.money(world.amount(500, 9000)),
            ("On joining you receive a bonus of {}.",),
            ("How much is the signing bonus?",),
            0.3,
        ),
    ]
    said = [*draft.sentences(items), *draft.claims([_REMOTE, _COMPETE])]
    world.random.shuffle(said)
    draft.ask(world.one("Who is the letter addressed to?", "Who is the employee?"), employee)
    draft.ask(world.one("Who is the employer?", draft.template.key_value.format(key="employer")), employer)
    draft.ask(world.one("What is the job title?", "For which position is the offer?"), job)
    draft.ask(world.one("Who signed the letter?", draft.template.key_value.format(key="signatory")), manager)
    paid = f" at {salary} a year" if any(salary in sentence for sentence in said) else ""
    draft.summarize(
        f"{employer} offers {employee} the position of {job}{paid}.", f"{employer} offers {employee} a job as {job}"
    )
    half = len(said) // 2
    return draft.passage(
        join(
            f"{employer}\n{world.address()}",
            f"{employee}\n{world.address()}",
            f"Dear {employee},",
            world.one(
                f"we are pleased to offer you the position of {job}.",
                f"following our talks we should like to employ you as {job}.",
            ),
            " ".join(said[:half]),
            " ".join(said[half:]),
            f"{world.one('Yours sincerely', 'Kind regards', 'With best wishes')}\n{manager}\n{world.job()}",
        )
    )
