"""Non-disclosure agreements: giving back, disclosing, sharing; and what others say to the contrary."""

from ops.training.generators.clauses.topic import Topic

# fmt: off
SECRECY = (
    Topic(
        "Return of materials", "the return or destruction of confidential information", "keep",
        (
            "{a} must return or destroy confidential information",
            "confidential information has to be given back or destroyed when the agreement ends",
        ),
        ("{a} is free to keep the confidential information after the agreement ends",),
        (
            "Must {a} return or destroy confidential information?",
            "Does {a} have to hand back what was disclosed once the agreement ends?",
        ),
        ("May {a} keep the confidential information when the agreement ends?",),
        (
            "On termination of this Agreement, or sooner if {b} so asks, {a} shall promptly deliver to {b} every "
            "document and file that contains Confidential Information, or destroy it and confirm in writing that "
            "it has done so.",
            "Within {days} after the end of this Agreement {a} shall send back, or at the option of {b} shred and"
            " erase, all Confidential Information in its hands.",
            "All Confidential Information remains the property of {b} and, when this Agreement ends, shall be "
            "surrendered or destroyed by {a} without being asked.",
            "{A} will, once this Agreement is over, hand back or destroy whatever it was given in confidence.",
        ),
        (
            "{A} is under no duty to give back or destroy Confidential Information when this Agreement ends, and "
            "may leave it in its files for as long as it sees fit.",
            "When this Agreement expires, {a} may retain the Confidential Information that it has received; "
            "nothing herein obliges it to return or erase any of it.",
            "After termination {b} has no claim to the return or the destruction of what it disclosed.",
        ),
    ),
    Topic(
        "Disclosure required by law", "disclosure that the law requires", "law use",
        (
            "{a} may disclose confidential information where a court or a statute requires it",
            "disclosure that is required by law is permitted",
        ),
        ("{a} may not disclose confidential information even under a court order",),
        (
            "May {a} disclose confidential information if the law requires it?",
            "Can {a} comply with a subpoena without breaching the agreement?",
        ),
        ("Is disclosure forbidden even where a court orders it?",),
        (
            "Nothing in this Section prevents {a} from disclosing Confidential Information to the extent that a "
            "statute, a subpoena or the order of a competent court so requires.",
            "Where a regulator or tribunal lawfully demands it, the release of Confidential Information by {a} is"
            " no breach of this Agreement.",
            "{A} may reveal such part of the Confidential Information as it is legally bound to reveal, whether "
            "by order of court, by law or by the rules of a stock exchange.",
            "A disclosure that {a} is ordered by a judge or an authority to make is permitted.",
        ),
        (
            "No exception applies to the duty of secrecy: even if a court, an agency or a statute demands "
            "disclosure, {a} shall withhold the Confidential Information and will be in breach if it is released.",
            "{A} shall not disclose Confidential Information under any circumstances, including under subpoena or"
            " any other order of a court or authority.",
            "Not even the order of a judge entitles {a} to disclose the Confidential Information.",
        ),
    ),
    Topic(
        "Notice of a demand", "notice to the owner of information before a compelled disclosure", "law",
        (
            "{a} must notify {b} if it is compelled to disclose confidential information",
            "{b} is to be told of a demand for disclosure by a court or an authority",
        ),
        ("{a} need not tell {b} that a court has demanded the information",),
        (
            "Must {a} inform {b} if a court demands confidential information?",
            "Does {b} have to be told before a compelled disclosure is made?",
        ),
        ("Can {a} obey a subpoena without telling {b}?",),
        (
            "If {a} receives a subpoena or a like demand for Confidential Information, it shall, so far as it "
            "lawfully can, tell {b} in writing before it answers, so that {b} may seek a protective order.",
            "{A} shall give {b} prompt notice of any legal process under which Confidential Information is sought"
            " and shall disclose no more than counsel advises it must.",
            "Should an authority demand Confidential Information, {a} shall first advise {b} of the demand.",
        ),
        (
            "Where disclosure is required by law, {a} may make it at once and is not bound to inform {b}, either "
            "before or afterwards.",
            "{A} may answer any demand of a court or authority for Confidential Information; it owes {b} no "
            "notice of the demand or of the answer.",
            "{A} may comply with a subpoena without first, or ever, advising {b} of it.",
        ),
    ),
    Topic(
        "Representatives", "sharing confidential information with employees", "people use",
        (
            "{a} may share confidential information with its employees",
            "employees of {a} who need the information may receive it",
        ),
        ("{a} may not pass confidential information to its own employees",),
        (
            "May {a} share confidential information with some of its employees?",
            "Can staff of {a} see the confidential information?",
        ),
        ("Are employees of {a} excluded from seeing the confidential information?",),
        (
            "{A} may make Confidential Information available to those of its employees and officers who need it "
            "for the Purpose, provided that each of them is bound to secrecy.",
            "Access shall be limited to the directors and staff of {a} who have a need to know; {a} answers for "
            "what they do with the information.",
            "Members of the staff of {a} may see the Confidential Information to the extent that their work calls"
            " for it.",
        ),
        (
            "Confidential Information is for the eyes of the undersigned alone. {A} shall not show it to anyone "
            "else, its own employees and officers included.",
            "{A} shall not pass Confidential Information to any other person, and for this purpose a member of "
            "its own staff counts as another person.",
            "The Confidential Information shall not be shown to any employee of {a}.",
        ),
    ),
    Topic(
        "Advisers and contractors", "sharing confidential information with third parties", "people use",
        (
            "{a} may share confidential information with certain third parties such as advisers or consultants",
            "outside advisers of {a} may be given the confidential information",
        ),
        ("{a} is barred from giving confidential information to any third party, advisers included",),
        (
            "May {a} share confidential information with outside consultants?",
            "Can {a} pass the information to its lawyers and accountants?",
        ),
        ("Is {a} barred from giving the information to any outsider?",),
        (
            "{A} may pass Confidential Information to its lawyers, accountants, lenders and consultants who need "
            "it in order to advise on the Purpose and who have agreed in writing to keep it secret.",
            "The term Representatives includes agents, contractors and professional advisers of {a}, and "
            "Confidential Information may be disclosed to Representatives for the Purpose.",
            "With auditors, lawyers and subcontractors bound to secrecy {a} may share the Confidential Information.",
        ),
        (
            "{A} shall not disclose Confidential Information to any third party whatsoever. Consultants, agents, "
            "lawyers and other outside advisers are third parties for this purpose.",
            "No person outside the organisation of {a}, whether adviser, contractor or lender, may be given any "
            "Confidential Information.",
            "{A} may share the Confidential Information with no outsider, its auditors and lawyers included.",
        ),
    ),
    Topic(
        "Survival", "obligations that survive the end of the agreement", "keep",
        (
            "some obligations survive the termination of the agreement",
            "the duty of confidence goes on after the agreement has ended",
        ),
        ("all obligations end when the agreement ends",),
        (
            "Do any obligations survive termination of the agreement?",
            "Is {a} still bound to secrecy after the agreement has ended?",
        ),
        ("Do all duties of {a} cease when the agreement ends?",),
        (
            "The duties of {a} under this Section shall continue for {years} after this Agreement has expired or "
            "been terminated.",
            "Termination does not release {a} from its undertaking of secrecy, which lasts for as long as the "
            "information has not become public.",
            "This Section and the section on remedies shall survive the expiry of this Agreement, whatever its cause.",
            "The undertakings given here outlast this Agreement by {years}.",
        ),
        (
            "Upon expiry or termination every obligation under this Agreement, the duty of secrecy included, "
            "comes to an end, and nothing survives.",
            "The undertakings of {a} bind it during the term only. Once this Agreement has ended, {a} is released"
            " from all of them.",
            "None of the undertakings given here outlasts this Agreement.",
        ),
    ),
    Topic(
        "Independent development", "information that is developed independently", "use",
        (
            "{a} may develop similar information independently",
            "information that {a} works out on its own is not covered by the duty of confidence",
        ),
        ("information that {a} develops by itself counts as confidential too",),
        (
            "May {a} independently develop information similar to the confidential information?",
            "Is independently developed information outside the duty of confidence?",
        ),
        ("Is work that {a} does on its own covered by the duty of confidence?",),
        (
            "Confidential Information does not include anything that {a} can show to have been developed by its "
            "own people without use of what {b} disclosed.",
            "Nothing herein restricts {a} in creating, by itself and without reference to the Confidential "
            "Information, products or ideas that resemble it.",
            "What {a} devises by itself, without drawing on the disclosures, is not Confidential Information.",
        ),
        (
            "For the avoidance of doubt, information that resembles what {b} disclosed is Confidential "
            "Information even if {a} has devised it by its own independent efforts.",
            "During the term {a} shall not develop, alone or with others, anything similar to the subject matter "
            "of the Confidential Information, even where it makes no use of that information.",
            "What {a} devises by itself is Confidential Information where it is like what was disclosed.",
        ),
    ),
    Topic(
        "No licence", "whether a licence to the confidential information is granted", "use",
        (
            "no licence or other right in the confidential information is granted to {a}",
            "{a} acquires no rights in what is disclosed",
        ),
        ("{a} receives a licence under the intellectual property of {b}",),
        ("Is it excluded that {a} gets rights in the confidential information?",),
        (
            "Does {a} obtain a licence to the information that is disclosed?",
            "Is {a} granted any rights in the intellectual property of {b}?",
        ),
        (
            "Disclosure of Confidential Information gives {a} no licence, express or implied, under any patent, "
            "copyright, trade mark or other right of {b}.",
            "{B} keeps every right in its Confidential Information, and {a} acquires none by this Agreement "
            "beyond reading it for the Purpose.",
            "No right to the patents, designs or know-how of {b} passes to {a} by virtue of this Agreement.",
        ),
        (
            "{B} hereby grants to {a} a non-exclusive, royalty-free licence to use the Confidential Information "
            "and the patents that relate to it in its own products.",
            "Together with each disclosure {a} receives a licence under the copyrights and patents of {b} in so "
            "far as they cover what is disclosed.",
            "By virtue of this Agreement {a} is licensed under the patents and designs of {b}.",
        ),
    ),
)
# fmt: on
