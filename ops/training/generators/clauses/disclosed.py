"""Non-disclosure agreements: marking, copying, use; and what others say to the contrary."""

from ops.training.generators.clauses.topic import Topic

# fmt: off
DISCLOSED = (
    Topic(
        "Marking", "the marking of documents as confidential", "form",
        (
            "information has to be marked or identified as confidential in order to be protected",
            "unmarked information is not protected",
        ),
        ("information is protected whether or not it is marked",),
        (
            "Must information be labelled as confidential to be protected?",
            "Does protection depend on a mark or legend?",
        ),
        ("Is information protected even if nobody marked it?",),
        (
            'Information is Confidential Information only if it is in writing and bears the legend "Confidential"'
            ' or a similar one, or, if given by word of mouth, is confirmed as confidential in writing within '
            '{days}.',
            "{B} shall stamp as proprietary each document that it wishes to have treated in confidence; what "
            "bears no such stamp is not subject to this Agreement.",
            'To be protected, a document must show the word "Secret" or "Confidential" on its first page.',
        ),
        (
            "Confidential Information means all information that {b} discloses in any form, whether or not it is "
            "marked or described as confidential.",
            "The absence of a legend or stamp does not deprive any document or conversation of the protection of "
            "this Agreement.",
            "Protection does not require that a document be labelled in any way.",
        ),
    ),
    Topic(
        "Non-solicitation", "the solicitation of employees", "keep",
        ("{a} may not solicit the employees of {b}", "hiring away staff of {b} is prohibited",),
        ("{a} is free to recruit employees of {b}",),
        (
            "Is {a} prohibited from soliciting employees of {b}?",
            "Does {a} have to refrain from approaching the staff of {b} with offers of work?",
        ),
        ("May {a} recruit people who work for {b}?",),
        (
            "For {years} from the date hereof {a} shall not, directly or through others, induce any employee of "
            "{b} to leave, nor offer such a person employment.",
            "During the talks and for {years} thereafter, {a} agrees not to solicit for employment any manager or"
            " specialist of {b} whom it has met in their course.",
            "{A} shall not entice away the personnel of {b} for {years} after the last disclosure.",
        ),
        (
            "Nothing in this Agreement hinders {a} from approaching, recruiting or employing persons who work for {b}.",
            "Each party remains free to solicit and to hire the staff of the other at any time.",
            "{A} may offer employment to the personnel of {b} whenever it wishes.",
        ),
    ),
    Topic(
        "Samples and prototypes", "reverse engineering", "use",
        (
            "{a} may not reverse engineer what it receives",
            "it is prohibited to disassemble or decompile the samples and programs of {b}",
        ),
        ("{a} is allowed to take apart and analyse the samples",),
        ("Is {a} prohibited from reverse engineering the items of {b}?",),
        ("May {a} reverse engineer the items that it receives?", "Is {a} allowed to analyse how a sample is made?",),
        (
            "{A} shall not disassemble, decompile, analyse the composition of, or otherwise reverse engineer any "
            "sample, prototype or program that {b} provides.",
            "Objects handed over by {b} may be looked at and tested for the Purpose only; finding out by "
            "dismantling or by analysis how they are made is forbidden.",
            "Neither samples nor software shall be taken apart by {a} to find out how they work.",
        ),
        (
            "{A} may take the samples apart, examine how they are made and decompile the software contained in "
            "them, and may use what it learns thereby.",
            "Reverse engineering of lawfully received items is permitted and does not amount to a breach of this "
            "Agreement.",
            "{A} may dismantle samples, and decompile software, to find out how they work.",
        ),
    ),
    Topic(
        "Copies", "the making of copies", "keep use",
        (
            "{a} may make copies of the confidential information in some circumstances",
            "copying is permitted to some extent",
        ),
        ("{a} may make no copies at all",),
        ("May {a} make copies of the confidential information?",),
        ("Is all copying forbidden?",),
        (
            "{A} may copy documents containing Confidential Information as far as the Purpose requires; each copy"
            " shall carry the same notices as the original.",
            "Copies, extracts and summaries may be made for the use of those who are entitled to see the "
            "information, and belong to {b}.",
            "As many copies may be made by {a} as its project team needs.",
        ),
        (
            "No document containing Confidential Information may be copied, photographed, scanned or transcribed "
            "by {a}, in whole or in part.",
            "{A} shall not reproduce Confidential Information in any form; if it needs a further copy it shall "
            "ask {b} to supply one.",
            "The making of copies by {a} is prohibited without exception.",
        ),
    ),
    Topic(
        "Retained copies", "the retention of copies after the agreement", "keep",
        (
            "{a} may retain some confidential information after the others have been returned or destroyed",
            "a copy may be kept in spite of the duty to return everything else",
        ),
        ("{a} may keep no copy whatsoever",),
        ("May {a} keep a copy for its records?", "Can {a} hold on to some of the information after its return?",),
        ("Must every last copy be given up?",),
        (
            "Notwithstanding the duty to return materials, {a} may keep one archival copy with its legal "
            "department, and such backups as its systems make automatically.",
            "{A} may hold back what law or a bona fide retention policy requires it to preserve, and this "
            "Agreement continues to apply to what is so kept.",
            "One set of the documents may stay in the archive of {a} after all the others have gone back.",
        ),
        (
            "{A} shall give up every copy without exception. In particular it may keep no archival copy, and "
            "backups shall be overwritten within {days}.",
            "No copy, note or extract may be retained for any reason, not even for the records of counsel.",
            "Not a single set of the documents may stay with {a} when the others go back.",
        ),
    ),
    Topic(
        "Use of information", "the purpose for which information may be used", "use",
        (
            "{a} may use the confidential information only for the stated purpose",
            "any use other than for the purpose of the agreement is forbidden",
        ),
        ("{a} may use the information for any purpose that it likes",),
        ("Is {a} limited to using the information for the stated purpose?",),
        ("Can {a} use the information for purposes of its own?",),
        (
            "{A} shall use Confidential Information solely to evaluate the proposed transaction and for no other "
            "end, commercial or otherwise.",
            "The information may be employed by {a} for the Purpose alone; in particular {a} shall not use it to "
            "compete with {b}.",
            "Save for the Purpose, {a} shall make no use of the information.",
        ),
        (
            "{A} may use the information for any purpose whatever, including in its own business and in "
            "competition with {b}.",
            "No restriction is placed on the use that {a} makes of the information within its own organisation, "
            "for whatever end.",
            "{A} may exploit the information as if it were its own.",
        ),
    ),
    Topic(
        "Verbal disclosure", "information that is disclosed orally", "form",
        (
            "confidential information may include what is conveyed verbally",
            "information that is given by word of mouth can be confidential",
        ),
        ("information given orally is never confidential",),
        ("Can verbally conveyed information be confidential?",),
        ("Is everything said by word of mouth outside the agreement?",),
        (
            "Confidential Information includes what is disclosed in writing, in drawings, by demonstration, on "
            "visits or in conversation.",
            "The undertaking extends to all technical and commercial matters of {b}, in whatever manner they "
            "become known to {a}, be it orally, visually or on paper.",
            "Spoken statements are protected in the same way as written ones.",
        ),
        (
            "Only documents and files are capable of being Confidential Information. What is said in meetings or "
            "by telephone is not covered.",
            "Oral statements are outside this Agreement, even where the speaker calls them confidential; "
            "protection is limited to written materials.",
            "Spoken statements are not protected; written ones are.",
        ),
    ),
)
# fmt: on
