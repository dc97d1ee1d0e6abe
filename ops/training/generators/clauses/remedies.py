"""Commercial contracts: after the end, damages, disputes; and what others say to the contrary."""

from ops.training.generators.clauses.topic import Topic

# fmt: off
REMEDIES = (
    Topic(
        "Warranty", "a warranty and its duration", "price",
        (
            "the goods or services are warranted for a certain time",
            "{a} gives a warranty that lasts for a stated period",
        ),
        ("{a} gives no warranty",),
        ("Does {a} give a warranty for a certain time?",),
        ("Are the goods sold without any warranty?",),
        (
            "{A} warrants that the Products are free of defects in material and workmanship for {months} from "
            "delivery, and shall repair or replace what is not.",
            "The period of warranty is {years}. Within it {a} makes good, free of charge, every defect of which "
            "it is told.",
            "For {months} from acceptance {a} warrants that the goods are sound.",
        ),
        (
            "The Products are sold as they are, without any warranty, express or implied, by {a}.",
            "{A} disclaims all warranties; once delivered the Products are at the risk of {b} in every respect.",
            "{A} does not warrant that the goods are sound, for any time.",
        ),
    ),
    Topic(
        "Liquidated damages", "liquidated damages or a termination fee", "sum",
        ("liquidated damages are payable on a breach", "a fixed sum is owed in case of delay or breach",),
        ("no liquidated damages are payable",),
        ("Are liquidated damages payable?", "Does {a} owe a fixed sum if it is in breach?",),
        ("Must {b} prove its actual loss in every case?",),
        (
            "For each day of delay {a} shall pay {b} {money} as liquidated damages, which the parties hold to be "
            "a fair estimate of the loss.",
            "If {a} breaks this Section, it owes {b} the sum of {money} for each breach, without proof of loss.",
            "Each breach costs {a} a fixed {money}, payable to {b} as agreed damages.",
        ),
        (
            "No penalty or liquidated sum is payable under this Agreement; {b} has to show the loss that it has "
            "in fact suffered.",
            "Delay does not make a fixed sum due. {B} may claim such damage only as it proves.",
            "Damages are not fixed beforehand; {b} recovers what it can prove.",
        ),
    ),
    Topic(
        "Covenants", "a covenant not to sue or not to contest rights", "court",
        ("{a} may not contest the validity of the rights of {b}", "a party promises not to bring certain claims",),
        ("{a} may challenge the rights of {b}",),
        ("Does {a} promise not to challenge the intellectual property of {b}?",),
        ("Is {a} free to contest the trade marks of {b}?",),
        (
            "{A} acknowledges the title of {b} to the Marks and shall neither attack their validity nor support "
            "another who does.",
            "{A} covenants that it will not bring suit against {b} over the matters listed in Schedule 2, nor "
            "contest the patents of {b}.",
            "{A} promises never to dispute before a court or an office that the Marks are valid and belong to {b}.",
        ),
        (
            "Nothing in this Agreement stops {a} from contesting the validity of the Marks and patents, or from "
            "suing {b} over them.",
            "{A} reserves the right to challenge any patent or mark of {b} before an office or a court.",
            "{A} may dispute before a court or an office that the Marks are valid or belong to {b}.",
        ),
    ),
    Topic(
        "Third parties", "third-party beneficiaries", "",
        ("persons who are not parties may enforce the agreement", "there is a third-party beneficiary",),
        ("only the parties can enforce the agreement",),
        ("Can anyone who is not a party enforce the agreement?", "Is there a third-party beneficiary?",),
        ("Are third parties without rights under the agreement?",),
        (
            "The affiliates of {b} are intended beneficiaries of this Agreement and may enforce it in their own name.",
            "The bank that finances {b} may rely upon and enforce this Section although it has not signed this "
            "Agreement.",
            "The subsidiaries of {b}, though no parties, may sue upon this Agreement.",
        ),
        (
            "This Agreement is for the benefit of the parties alone. No one else acquires a right under it or may"
            " enforce it.",
            "There are no third-party beneficiaries; in particular affiliates and lenders of {b} cannot enforce "
            "any term of this Agreement.",
            "The subsidiaries of {b}, being no parties, may not sue upon this Agreement, nor may anyone else who "
            "is none.",
        ),
    ),
    Topic(
        "Governing law", "which law governs the agreement", "court",
        ("the agreement is governed by the law of a named place", "the law that applies to the agreement is stated",),
        ("the parties have left open which law applies",),
        ("Is it stated which law governs?",),
        ("Have the parties left the choice of law open?",),
        (
            "This Agreement is governed by, and construed in accordance with, the laws of {law}, without regard "
            "to its rules on conflicts.",
            "All questions about this Agreement, its formation included, are decided under the law of {law}.",
            "The law of {law} applies to this Agreement.",
        ),
        (
            "The parties make no choice of law; which law governs this Agreement is left to the court before "
            "which a dispute comes.",
            "The parties could not agree upon the law that is to apply and deliberately leave the matter open.",
            "This Agreement does not say which law applies to it, and the parties have chosen none.",
        ),
    ),
    Topic(
        "First offer", "a right of first refusal or first offer", "trade",
        (
            "{b} has a right of first refusal or first offer",
            "{a} must offer the asset to {b} before it sells to others",
        ),
        ("{a} may sell to others without first turning to {b}",),
        ("Does {b} have a right of first refusal?",),
        ("May {a} sell to a third party without offering first to {b}?",),
        (
            "Before {a} sells its share to another it shall offer it to {b} on the same terms, and {b} has {days}"
            " in which to accept.",
            "{B} has the right of first refusal for any new product of {a} in the Territory.",
            "{A} shall not sell the business to another before {b} has declined to buy it on equal terms.",
        ),
        (
            "{A} may sell its share to whom it likes; {b} has neither a right of first refusal nor one of first offer.",
            "No right of pre-emption exists in favour of {b}, and {a} need not offer anything to it before "
            "turning to others.",
            "{A} may sell the business to another without having offered it to {b}.",
        ),
    ),
    Topic(
        "Public statements", "a promise not to disparage", "",
        ("{a} may not make disparaging statements about {b}", "it is forbidden to speak ill of the other party",),
        ("{a} may say in public what it likes about {b}",),
        ("Is {a} prohibited from disparaging {b}?",),
        ("Is {a} free to criticise {b} in public?",),
        (
            "{A} shall not make, in public or to the customers of {b}, any statement that is likely to harm the "
            "good name of {b} or its products.",
            "Each party undertakes not to disparage the other, its officers or its goods, during the term and for"
            " {years} after it.",
            "{A} shall speak no ill of {b} to the press, to customers or on the internet.",
        ),
        (
            "Nothing in this Agreement restrains either party from criticising the other, its officers or its "
            "goods, whether in public or in private.",
            "{A} remains at liberty to publish whatever opinion it holds of {b}, favourable or not.",
            "{A} may speak of {b} to the press and on the internet as critically as it likes.",
        ),
    ),
    Topic(
        "Disputes", "the settlement of disputes by arbitration", "court",
        ("disputes are settled by arbitration", "disputes are to be submitted to arbitrators",),
        ("disputes are brought before the ordinary courts",),
        ("Are disputes to be settled by arbitration?",),
        ("Do the ordinary courts decide disputes?",),
        (
            "Any dispute that cannot be resolved in {days} is finally settled by three arbitrators, whose award "
            "binds the parties; recourse to the courts is excluded.",
            "The parties submit all disputes to binding arbitration by a sole arbitrator and waive trial before a"
            " judge or jury.",
            "An arbitral tribunal, and no court, decides what is in dispute between the parties.",
        ),
        (
            "Disputes are decided by the ordinary courts at the seat of {b}; the parties do not agree to arbitration.",
            "Each party may bring its claim before any competent court. No dispute is referred to arbitrators.",
            "A court, and no arbitral tribunal, decides what is in dispute between the parties.",
        ),
    ),
    Topic(
        "Limits of use", "a limit on the volume or number of users", "",
        (
            "the use by {b} is limited in volume or number",
            "there is a maximum of use that may not be exceeded without further payment",
        ),
        ("{b} may use the service without any limit on volume",),
        ("Is there a limit on the volume of use?",),
        ("Is the use of the service unlimited in volume?",),
        (
            "The fee covers up to {count} requests a month; beyond that {b} pays for each request at the rate in "
            "Schedule 3.",
            "{B} may let no more than {count} named persons use the Service at a time.",
            "More than {count} users at once are not covered by the fee and must be paid for in addition.",
        ),
        (
            "{B} may use the Service as much as it likes and by as many persons as it likes, at no further charge.",
            "No limit applies to the number of users or to the volume that {b} processes with the Service.",
            "However many users there are at once, they are covered by the fee.",
        ),
    ),
)
# fmt: on
