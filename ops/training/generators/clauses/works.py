"""Commercial contracts: term, prices, intellectual property; and what others say to the contrary."""

from ops.training.generators.clauses.topic import Topic

# fmt: off
WORKS = (
    Topic(
        "Termination", "termination for convenience", "end",
        ("a party may terminate without cause", "{b} may end the agreement at any time without giving a reason",),
        ("the agreement can be terminated for cause only",),
        ("May {b} terminate the agreement without cause?", "Can the agreement be ended for convenience?",),
        ("Is a breach or other good cause needed to terminate?",),
        (
            "{B} may terminate this Agreement at any time, for any reason or none, on {days} written notice to {a}.",
            "This Agreement may be brought to an end by {b} for its own convenience, in which case {a} is paid "
            "for what it has done until then.",
            "{B} need give no reason when it terminates, as it may do upon {days} notice.",
        ),
        (
            "This Agreement may be terminated before its time only on account of a material breach that is not "
            "cured within {days}. There is no right to terminate for convenience.",
            "Neither party can withdraw from this Agreement at will; it may be ended solely upon the insolvency "
            "or a grave breach of the other.",
            "Without a reason that this Section lists, such as a breach, neither side may terminate.",
        ),
    ),
    Topic(
        "Minimum quantities", "a minimum purchase or order", "sum",
        ("{b} must buy a minimum quantity or amount", "there is a minimum that must be purchased",),
        ("{b} need not buy any minimum quantity",),
        ("Is {b} obliged to purchase a minimum?", "Is there a minimum order commitment?",),
        ("Can {b} order as little as it likes?",),
        (
            "In each year of the term {b} shall order not less than {count} units; it pays for any shortfall as "
            "if it had been delivered.",
            "{B} commits to purchases worth at least {money} per year.",
            "{B} undertakes to take at least {count} pieces from {a} per year.",
        ),
        (
            "{B} orders what it needs when it needs it, and is not bound to order any minimum quantity or amount.",
            "Forecasts are no commitments. {B} may order few units or none at all.",
            "{B} gives no undertaking as to how many pieces it will take from {a}.",
        ),
    ),
    Topic(
        "Prices", "price increases", "price",
        ("{a} may raise the prices during the term", "an increase in price is possible under the agreement",),
        ("the prices are fixed for the whole term",),
        ("May {a} raise its prices during the term?",),
        ("Are the prices fixed throughout the term?",),
        (
            "{A} may increase the prices once in each year by giving {days} notice, though by no more than "
            "{percent} per cent.",
            "On each anniversary of the Effective Date the charges rise in line with the index of consumer prices.",
            "If its costs go up, {a} may adjust the prices upwards once a year.",
        ),
        (
            "The prices in Schedule 1 are firm for the whole of the term and {a} shall not increase them on any "
            "ground.",
            "{A} has no right to raise the charges, whether for inflation, for cost of materials or otherwise, as"
            " long as this Agreement is in force.",
            "Even if its costs go up, {a} may not adjust the prices before the end of the term.",
        ),
    ),
    Topic(
        "Royalties", "the sharing of revenue or profit", "royalty",
        ("{a} must pay a share of its revenue to {b}", "revenue or profit is shared between the parties",),
        ("{a} keeps all of its revenue",),
        ("Does {b} receive a share of the revenue of {a}?", "Is revenue shared between the parties?",),
        ("Does {a} keep the whole of what it earns?",),
        (
            "{A} shall pay to {b} {percent} per cent of net sales, within {days} after each quarter.",
            "The profit from joint projects is divided between the parties, {percent} per cent of it going to {b}.",
            "Of every sum that {a} takes in for the Products, {percent} per cent go to {b}.",
        ),
        (
            "All proceeds of sales belong to {a} alone; {b} is entitled neither to a royalty nor to any other "
            "share in them.",
            "Apart from the fixed fee nothing is due to {b}, in particular no part of the revenue or profit of {a}.",
            "Of the sums that {a} takes in for the Products nothing goes to {b}.",
        ),
    ),
    Topic(
        "Work product", "who owns the intellectual property that is created", "transfer",
        (
            "the intellectual property that {a} creates belongs to {b}",
            "{a} assigns to {b} the rights in the results of its work",
        ),
        ("{a} keeps the intellectual property in what it creates",),
        ("Does {b} become owner of the works that {a} creates?", "Are the rights in the results assigned to {b}?",),
        ("Does {a} remain owner of what it creates under the agreement?",),
        (
            "All inventions, designs and writings that {a} makes in performing the Services are the property of "
            "{b}, and {a} hereby assigns to it every right in them.",
            "{A} transfers to {b}, as and when they come into being, all copyrights and patents in the results of"
            " its work, and shall sign what is needed to record this.",
            "What {a} creates under this Agreement belongs to {b} from the moment of its creation, with all rights.",
        ),
        (
            "{A} remains the owner of all inventions, designs and writings that it makes in performing the "
            "Services; nothing of them is assigned to {b}.",
            "Title to the results, with all patents and copyrights, stays with {a}. {B} may use the results but "
            "does not become their owner.",
            "What {a} creates under this Agreement belongs to {a}, with all rights.",
        ),
    ),
    Topic(
        "Joint ownership", "joint ownership of intellectual property", "transfer",
        (
            "some intellectual property is owned jointly by the parties",
            "the parties are co-owners of what they develop together",
        ),
        ("no intellectual property is owned jointly",),
        ("Do the parties own any intellectual property jointly?",),
        ("Is every invention owned by one party alone?",),
        (
            "Inventions to which employees of both parties have contributed belong to both in equal and undivided"
            " shares.",
            "The parties shall jointly own the Joint Developments and the patents for them, and share the cost of"
            " their prosecution.",
            "Patents on joint work are held by both parties together.",
        ),
        (
            "Even where both parties contribute to an invention, it belongs to {b} alone; there is no joint ownership.",
            "Each invention belongs solely to the party whose field it concerns, and none is held in common.",
            "Patents on joint work are held by {b} and not by both parties together.",
        ),
    ),
    Topic(
        "Licence", "whether a licence can be transferred", "transfer",
        ("the licence is not transferable", "{a} cannot transfer its licence to another",),
        ("{a} may transfer the licence to others",),
        ("Is the licence non-transferable?",),
        ("May {a} transfer its licence?", "Can {a} sublicense the rights that it gets?",),
        (
            "{B} grants {a} a personal, non-transferable licence without the right to sublicense, for use of the "
            "Software within its own business.",
            "The licence is granted to {a} only; it can be neither transferred nor sublicensed, not even to an "
            "affiliate.",
            "The licence may not be passed on by {a}, whether by sale, by sublicence or otherwise.",
        ),
        (
            "{B} grants {a} a licence to use the Software, which {a} may transfer and sublicense to anyone.",
            "The licence granted to {a} is freely transferable and may be sublicensed without the consent of {b}.",
            "{A} may pass the licence on, whether by sale or by sublicence.",
        ),
    ),
    Topic(
        "Grant", "an irrevocable or perpetual licence", "transfer end",
        ("the licence is irrevocable or perpetual", "{b} cannot take the licence back",),
        ("the licence may be revoked by {b}",),
        ("Is the licence perpetual or irrevocable?",),
        ("Can {b} revoke the licence?", "Is the licence limited in time?",),
        (
            "{B} grants {a} a perpetual and irrevocable licence to the Documentation, which survives the end of "
            "this Agreement.",
            "The right of use is granted for ever, and {b} waives any right to withdraw it, whatever {a} may do.",
            "The licence is given once and for all and cannot be withdrawn.",
        ),
        (
            "The licence lasts for {years} only, and {b} may revoke it sooner at its discretion.",
            "{A} is licensed to use the Documentation during the term only and {b} may withdraw the licence by "
            "notice at any time.",
            "The licence is given for {years} and can be withdrawn at any time before.",
        ),
    ),
    Topic(
        "Escrow", "the deposit of source code with an escrow agent", "",
        (
            "the source code is deposited in escrow",
            "{b} can obtain the source code from a third party in certain events",
        ),
        ("the source code is not deposited with anyone",),
        ("Is source code put in escrow?",),
        ("Does {a} keep the source code without depositing it anywhere?",),
        (
            "Within {days} after delivery {a} shall deposit the source code with an independent agent, who "
            "releases it to {b} if {a} becomes insolvent or ceases support.",
            "The parties shall sign an agreement with a depositary, to whom {a} hands the source code of each "
            "release for the benefit of {b}.",
            "A copy of the source code shall lie with a notary, for release to {b} should {a} go out of business.",
        ),
        (
            "{A} has no duty to deposit the source code with a third party or to release it to {b}, not even upon"
            " its insolvency.",
            "Source code stays with {a}. The parties have considered an escrow and decided against it.",
            "No copy of the source code is lodged with a notary or other agent.",
        ),
    ),
    Topic(
        "After termination", "services after termination", "end",
        (
            "{a} must provide services after termination",
            "help with the transition is owed once the agreement has ended",
        ),
        ("{a} owes no services after termination",),
        ("Does {a} have to help after the agreement has ended?", "Are there duties to provide transition services?",),
        ("Are all services of {a} over on termination?",),
        (
            "Upon termination for whatever cause {a} shall for {months} help {b} to move the Services to another "
            "provider, at the rates then in force.",
            "For {days} after expiry {a} shall go on supplying spare parts and support, so that {b} can wind down"
            " its stock.",
            "{A} shall continue to support {b} for {months} after the end of this Agreement.",
        ),
        (
            "When this Agreement ends {a} ceases all work at once and owes {b} no assistance with a transition.",
            "No services are due after termination; {b} shall arrange in good time for another provider.",
            "After the end of this Agreement {b} can ask no further service of {a}.",
        ),
    ),
)
# fmt: on
