"""Commercial contracts: accounts, liability, competition; and what others say to the contrary."""

from ops.training.generators.clauses.topic import Topic

# fmt: off
TRADE = (
    Topic(
        "Records and audit", "a right to audit books, records or premises", "royalty",
        (
            "{b} may inspect the books and records of {a}",
            "a party has a right to audit the other to check that it complies",
        ),
        ("{b} has no right to audit {a}",),
        ("May {b} audit the records of {a}?", "Does a party have a right to inspect the books of the other?",),
        ("Are the books of {a} closed to {b}?",),
        (
            "{A} shall keep accurate books of all sales under this Agreement and shall, on {days} notice and no "
            "more than once a year, allow an accountant named by {b} to examine them.",
            "{B} or its representatives may, during business hours, enter the premises of {a} and verify from its"
            " records that the sums reported are right.",
            "An auditor sent by {b} may look into the accounts of {a} at any reasonable time.",
        ),
        (
            "{B} shall rely on the statements that {a} certifies and has no right to examine the books or "
            "premises of {a}.",
            "The accounts of {a} are confidential to it. Neither {b} nor any accountant on its behalf may inspect"
            " them.",
            "{A} need not open its accounts to {b} or to an auditor.",
        ),
    ),
    Topic(
        "Insurance", "a duty to maintain insurance", "",
        ("{a} must take out and maintain insurance", "a party has to carry insurance for the benefit of the other",),
        ("{a} is not obliged to insure anything",),
        ("Must {a} maintain insurance?", "Is there a duty to carry insurance cover?",),
        ("Is {a} free to go without insurance?",),
        (
            "Throughout the term {a} shall at its own cost maintain commercial general liability cover of not "
            "less than {money} per occurrence and name {b} as an additional insured.",
            "{A} shall hold a policy of product liability insurance with a reputable insurer and hand {b} a "
            "certificate within {days} of signing.",
            "{A} shall keep itself insured against claims for injury and damage in the sum of {money}.",
        ),
        (
            "{A} bears the risks of its business itself and is under no duty to take out insurance of any kind "
            "for the purposes of this Agreement.",
            "No party is required to carry insurance in connection with this Agreement.",
            "Whether {a} insures itself is for {a} to decide; it owes {b} no such cover.",
        ),
    ),
    Topic(
        "Limitation of liability", "a cap on liability", "sum",
        (
            "the liability of {a} is capped",
            "there is a limit on the amount that a party can be made to pay in damages",
        ),
        ("there is no limit to the liability of {a}",),
        ("Is liability limited to a certain amount?", "Is there a cap on the liability of {a}?",),
        ("Is {a} liable without limit?",),
        (
            "In no event shall the aggregate liability of {a} arising out of this Agreement exceed the fees paid "
            "to it in the {months} before the claim.",
            "{A} is liable for direct loss only, and for no more than {money} in all.",
            "The most that {a} can be called upon to pay, whatever the ground of the claim, is {money}.",
        ),
        (
            "The liability of {a} for loss that it causes is not limited in amount, whatever its cause.",
            "{A} answers for all damage without any ceiling; neither the price nor any other sum limits what may "
            "be claimed from it.",
            "The sum that {a} may have to pay in damages is without an upper limit.",
        ),
    ),
    Topic(
        "Indemnity", "a liability that is unlimited for some breaches", "sum",
        (
            "liability is unlimited for breaches such as those of confidentiality or intellectual property",
            "certain breaches are excepted from the cap on liability",
        ),
        ("the cap on liability applies to every breach without exception",),
        ("Is liability for some kinds of breach uncapped?",),
        ("Does the cap apply to all claims alike?",),
        (
            "The ceiling in the preceding section shall not apply to a breach of confidentiality or to the "
            "infringement of intellectual property, for which a party is liable in full.",
            "Losses from gross negligence, from wilful acts or from a breach of the secrecy clause are "
            "recoverable without regard to any limit set out herein.",
            "For infringement and for the disclosure of secrets a party is liable beyond the limit, to any amount.",
        ),
        (
            "The limit of {money} applies to all claims of whatever nature, including those for breach of "
            "confidentiality and for infringement of intellectual property, and admits of no exception.",
            "All claims together, be they in contract, tort or under the indemnity, and irrespective of the kind "
            "of breach, are subject to the same ceiling.",
            "The limit holds for infringement and for the disclosure of secrets as it does for any other breach.",
        ),
    ),
    Topic(
        "Best terms", "most favoured customer treatment", "price",
        (
            "{b} must be given terms as good as those given to any other customer",
            "better prices granted to others have to be extended to {b}",
        ),
        ("{a} may give other customers better terms than {b}",),
        ("Is {b} entitled to the best terms that {a} gives to others?",),
        ("May {a} charge other customers less than {b}?",),
        (
            "If {a} grants any other buyer of like goods a lower price or better terms, it shall at once offer "
            "the same to {b}.",
            "{A} warrants that the prices charged to {b} are and will remain no higher than the lowest that it "
            "charges to anyone for comparable volumes.",
            "No other customer shall be favoured above {b} in price, delivery or terms of payment.",
        ),
        (
            "{A} sets its prices for each customer freely, and {b} has no claim to terms that others may have "
            "obtained, even where these are more favourable.",
            "That {a} may sell to others at lower prices gives {b} no right to a reduction.",
            "{A} may favour other customers above {b} in price, delivery and terms of payment.",
        ),
    ),
    Topic(
        "Appointment", "an exclusive appointment or exclusive dealing", "trade",
        ("the arrangement is exclusive", "{a} has exclusive rights or dealings are restricted to one partner",),
        ("the appointment is non-exclusive",),
        ("Is the appointment of {a} exclusive?", "Is {b} prevented from appointing anyone else?",),
        ("May {b} appoint others beside {a}?",),
        (
            "{B} appoints {a} its sole and exclusive representative in the Territory and shall neither sell there"
            " itself nor appoint another.",
            "During the term {b} shall obtain the Services from {a} alone and from nobody else.",
            "As long as this Agreement lasts {a} alone shall represent {b} in the Territory.",
        ),
        (
            "{B} appoints {a} as one of its representatives in the Territory; the appointment is not exclusive, "
            "and {b} may sell there itself and appoint others.",
            "Each party is free to enter into like arrangements with whomever it chooses; nothing in this "
            "Agreement is exclusive.",
            "Besides {a}, {b} may have any number of others represent it in the Territory.",
        ),
    ),
    Topic(
        "Competition", "a restriction on competing", "trade",
        ("{a} may not compete with {b}", "a party is restricted in competing with the other",),
        ("{a} is free to compete with {b}",),
        ("Is {a} restricted from competing with {b}?", "Does {a} undertake not to run a competing business?",),
        ("Can {a} carry on a business that competes with {b}?",),
        (
            "For {years} after the end of this Agreement {a} shall not, within the Territory, own, manage or work"
            " for a business that competes with that of {b}.",
            "{A} undertakes that as long as this Agreement lasts it will not make, market or sell any product "
            "that competes with the Products.",
            "{A} shall not, while this Agreement lasts, take part in any business that rivals that of {b}.",
        ),
        (
            "Nothing in this Agreement keeps {a} from developing, marketing or selling products that compete with"
            " those of {b}.",
            "{B} accepts that {a} deals in competing goods and may go on doing so, in the Territory and elsewhere.",
            "{A} may take part in any business, including one that rivals that of {b}.",
        ),
    ),
    Topic(
        "Change of control", "what follows from a change of control", "end",
        (
            "{b} may terminate if {a} comes under new control",
            "a change of control of a party gives the other a right",
        ),
        ("a change of control has no effect on the agreement",),
        ("Does a change of control of {a} give {b} a right to terminate?",),
        ("Is it without consequence for the agreement if {a} is taken over?",),
        (
            "If more than half of the voting shares of {a} pass to another owner, {b} may end this Agreement by "
            "notice given within {days} after it has learned of it.",
            "A merger or sale of {a} or of substantially all its business requires the prior consent of {b}, "
            "failing which {b} may terminate.",
            "When {a} is taken over by another company {b} may withdraw from this Agreement.",
        ),
        (
            "A merger, a sale of shares or any other change in the ownership of {a} leaves this Agreement "
            "untouched and gives {b} no right to end it.",
            "The rights of the parties are the same whoever controls {a}; {b} can neither object to a takeover "
            "nor terminate because of one.",
            "When {a} is taken over by another company {b} remains bound by this Agreement as before.",
        ),
    ),
    Topic(
        "Assignment", "whether the agreement can be assigned", "end transfer",
        ("{a} may not assign the agreement without consent", "an assignment requires the consent of the other party",),
        ("the agreement can be assigned without consent",),
        ("Does {a} need consent to assign the agreement?",),
        (
            "May {a} assign the agreement without the consent of {b}?",
            "Is {a} free to transfer its rights to another company?",
        ),
        (
            "{A} shall not assign or transfer this Agreement or any right under it unless {b} has first agreed in"
            " writing. An attempt to do so is void.",
            "Neither party may transfer its rights or duties hereunder without the written approval of the other,"
            " which shall not be withheld without good reason.",
            "Only with the consent of {b}, given in writing, may {a} assign its rights.",
        ),
        (
            "Either party may assign this Agreement in whole or in part to any person by mere notice; the "
            "approval of the other party is not needed.",
            "{A} is free to transfer this Agreement to whomever it pleases, and {b} hereby waives any right to object.",
            "The rights of {a} may be assigned without asking {b}.",
        ),
    ),
    Topic(
        "Renewal", "automatic renewal", "end",
        ("the agreement renews automatically", "the term is extended unless a party objects in time",),
        ("the agreement ends at the close of its term without renewal",),
        ("Does the agreement renew automatically?", "Is the term extended if nobody gives notice?",),
        ("Does the agreement simply end when its term is over?",),
        (
            "At the end of the initial term this Agreement is extended by successive periods of one year each, "
            "unless a party gives notice to the contrary at least {days} before.",
            "Save where either party objects in writing {days} before its expiry, the term shall be prolonged by "
            "{months}, and so on from then.",
            "Each term is followed by another of the same length if nobody objects in writing.",
        ),
        (
            "This Agreement ends when the initial term has run out. It is not renewed unless both parties sign a "
            "new agreement.",
            "No renewal takes place of itself: after {years} this Agreement expires without notice.",
            "The term is not followed by another, even if nobody gives notice.",
        ),
    ),
)
# fmt: on
