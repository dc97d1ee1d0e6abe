"""The words that a sentence is taken apart by: auxiliaries, verbs with their forms, prepositions, and others."""

from ops.training.prose.regular import IRREGULAR, NOT_REGULAR, REGULAR


def words_of(text: str) -> frozenset[str]:
    """The words of a list that is written as text."""
    return frozenset(text.split())


BE = frozenset({"is", "are", "was", "were"})
HAVE = frozenset({"has", "have", "had"})
MODALS = frozenset({"can", "could", "will", "would", "may", "might", "must", "should", "shall"})
AUXILIARIES = BE | HAVE | MODALS | {"do", "does", "did", "been", "be"}
#: Whoever reads the question does not know whom they mean, so neither a question nor an answer has one.
PRONOUNS = words_of(
    """
    he she it they him her them his hers its their theirs this these those i me my we us our you your who which
    what there here one another other others such same latter former both each some any many most several all
    none few either neither himself herself itself themselves that
    """
)
DETERMINERS = frozenset({"the", "a", "an"})
PREPOSITIONS = words_of(
    """
    in on at by for from to with into through during under over between among against after before since until
    near within without about around across along toward towards upon via throughout above below outside inside
    beyond behind off onto per despite like
    """
)
#: Where a phrase ends and another clause may begin.
STOPS = words_of(
    """
    which that who whom whose where when while although though but as if because so whereas than unless whether
    or nor how what why yet due not then rather instead until once
    """
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

#: Verbs with a regular past; those that are asked with "what did".
_REGULAR = """
    abandon abolish absorb accept achieve acquire adapt add address adopt advise affect allow announce appear appoint
    approve arrange arrive assemble assign assist attack attend attract award base bomb call cancel capture carry cause
    celebrate challenge change charge choose cite claim close collaborate collapse collect combine command commission
    comprise conclude conduct confirm connect conquer consider constitute construct contain continue contribute control
    convert cover create criticize cross crown damage declare decline dedicate defeat defend define deliver demolish
    deny deploy depict describe design destroy determine develop die direct disclose discover discuss display dissolve
    distribute divide dominate earn elect eliminate employ enable encourage end enter establish estimate evolve examine
    execute exhibit expand explain exploit explore export extend face feature file finish follow force form found
    frame fund gain generate govern grant guarantee guard handle help host identify ignore implement import improve
    include increase incorporate influence inherit inspire install introduce invade invent invite involve issue join
    kill land last launch lease legalize license limit link list locate maintain manage manufacture mark marry measure
    merge mention migrate move name need nominate note observe obtain occupy offer open operate order organize own
    paint pass perform persuade photograph place play portray possess practise preserve prevent produce prohibit
    promise promote propose protect provide publish purchase qualify raise ratify reach receive recognize record
    recover reduce reflect reform refuse regulate reject release rename replace represent request require rescue
    resemble restore restrict result retain retire reveal rule sample save separate serve settle share sign signal
    sponsor star start store strengthen study succeed suffer suggest support surround suspend sustain target terminate
    tour train transfer transform translate transport travel unify unite use utilize visit vote want weigh work
"""
_DOUBLED = [
    "ban",
    "commit",
    "confer",
    "deter",
    "drop",
    "expel",
    "infer",
    "kidnap",
    "opt",
    "patrol",
    "rebel",
    "repel",
    "trap",
    "wrap",
    "control",
    "equip",
    "permit",
    "plan",
    "prefer",
    "refer",
    "ship",
    "stop",
    "submit",
    "transfer",
    "transmit",
    "travel",
]
#: base past participle
_IRREGULAR = """
    become became become; begin began begun; bring brought brought; build built built; buy bought bought;
    catch caught caught; choose chose chosen; draw drew drawn; drive drove driven; fight fought fought;
    find found found; give gave given; go went gone; grow grew grown; hold held held; keep kept kept; know knew known;
    lead led led; leave left left; lose lost lost; make made made; meet met met; pay paid paid; run ran run;
    sell sold sold; send sent sent; see saw seen; show showed shown; sing sang sung; speak spoke spoken;
    spend spent spent; take took taken; teach taught taught; tell told told; think thought thought;
    win won won; write wrote written; wear wore worn; overthrow overthrew overthrown; bear bore born;
    set set set; put put put; steal stole stolen; feed fed fed; lay laid laid; break broke broken
"""
#: Whether these are verbs is not seen from the form alone: nouns, or past forms of two verbs.
DOUBTFUL = words_of(
    """
    forces reaches ships forms plays works stars uses needs reports frames records marks names issues lists files orders
    places notes claims causes changes moves studies tours trains samples rules shares faces features hosts
    houses links limits signs signals starts stores supports visits votes wants ends charges covers controls
    challenges attacks bombs grants helps lands leases offers paints photographs plans practises produces
    programs promises requests ranks results returns saves shows spends targets transfers transports travels
    charges measures estimates bases shots sets puts set put shot runs leads finds keeps leaves shooting guards
    funds designs exports imports displays ages accesses boards borders branches broadcasts burns contests contracts
    counts couples credits debuts decreases deposits drafts drops edits escapes exercises experiences filters fires
    flows focuses folds functions grades guides heads interviews judges labels lasts lectures links lifts loads mandates
    markets masters mounts murders outlines parks patents phases posts powers practices presents presses processes
    projects prompts protests questions quotes races ranges rates reasons recruits repeals repairs returns reviews
    rewards rises risks rivals scores screens seals searches shifts splits staffs stages states stays structures
    struggles supplies surveys switches taxes teams tests tops totals touches traces trades trails traps treats triggers
    turns updates upgrades vetoes views voices wages warns wastes wounds yields appeals approaches attempts aids airs
    arms backs balances benefits blocks breaches ends flies hits means reads rides sits stands strikes throws falls
    averages concerns compounds comments complements honors honours pumps sails spreads
    """
)


def _past(base: str) -> str:
    if base in _DOUBLED:
        return base + base[-1] + "ed"
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if base.endswith("y") and base[-2] not in "aeiou" else base + "ed"


def third(base: str) -> str:
    """The form of he, she and it."""
    if base.endswith(("s", "sh", "ch", "x", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"


_IRREGULARS = [entry.split() for entry in f"{_IRREGULAR};{IRREGULAR}".replace("\n", " ").split(";")]
_BASES = sorted({*_REGULAR.split(), *REGULAR.split(), *_DOUBLED} - NOT_REGULAR - {base for base, _, _ in _IRREGULARS})
#: Past form to base: "founded" to "found". "found" itself is the past of "find".
PAST = {**{_past(base): base for base in _BASES}, **{past: base for base, past, _ in _IRREGULARS}}
#: Third person to base: "contains" to "contain".
THIRD = {third(base): base for base in [*_BASES, *(base for base, _, _ in _IRREGULARS)]}
THIRD = {form: base for form, base in THIRD.items() if form not in DOUBTFUL}
#: Base forms, said of several or of "we".
PLAIN = frozenset({*_BASES, *(base for base, _, _ in _IRREGULARS)})
#: Participles that do not end in -ed.
PARTICIPLES = frozenset(participle for _, _, participle in _IRREGULARS)
#: Base to past, for questions about what was done to something.
PAST_OF = {base: past for past, base in PAST.items()}
#: Base to participle.
PARTICIPLE_OF = {**PAST_OF, **{base: participle for base, _, participle in _IRREGULARS}}
#: Participle to the past of the same verb, where they differ.
ACTIVE = {participle: past for _, past, participle in _IRREGULARS}

#: Said instead, so that a question is more than the sentence turned around. Participles and pasts alike.
SYNONYMS = {
    "founded": ("established", "set up", "started"), "established": ("founded", "set up"),
    "constructed": ("built",), "built": ("constructed",), "located": ("situated",), "situated": ("located",),
    "commissioned": ("ordered",), "released": ("put out", "brought out"), "began": ("started",),
    "created": ("made", "devised"), "developed": ("worked out", "created"), "purchased": ("bought",),
    "bought": ("purchased",), "acquired": ("bought",), "selected": ("picked",),
    "chosen": ("selected",), "destroyed": ("ruined",), "named": ("called",),
    "introduced": ("brought in",), "invented": ("devised",), "obtained": ("gained",),
    "replaced": ("superseded",), "required": ("needed",), "produced": ("made",),
    "collect": ("gather",), "obtain": ("get",), "purchase": ("buy",), "require": ("need",),
    "construct": ("build",), "build": ("construct",), "establish": ("found", "set up"), "begin": ("start",),
    "start": ("begin",), "create": ("make",), "contain": ("hold",), "provide": ("give", "supply"),
    "acquire": ("buy", "take over"), "defeat": ("beat",), "release": ("bring out",), "store": ("keep",),
    "disclose": ("reveal",), "receive": ("get",), "produce": ("make",),
    "join": ("become part of",),
}  # fmt: skip
#: Said instead, the question has no answer.
ANTONYMS = {
    "founded": "dissolved", "established": "abolished", "built": "demolished", "constructed": "torn down",
    "opened": "closed", "began": "ended", "started": "ended", "released": "withdrawn", "created": "destroyed",
    "introduced": "withdrawn", "increased": "reduced", "won": "lost", "win": "lose", "largest": "smallest",
    "smallest": "largest", "first": "last", "last": "first", "highest": "lowest", "lowest": "highest",
    "longest": "shortest", "oldest": "newest", "northern": "southern", "southern": "northern", "eastern": "western",
    "western": "eastern", "north": "south", "south": "north", "east": "west", "west": "east", "most": "fewest",
    "before": "after", "born": "buried", "bought": "sold", "purchased": "sold",
    "accepted": "rejected", "approved": "rejected", "adopted": "repealed", "appointed": "dismissed",
    "elected": "dismissed", "allowed": "forbidden", "permitted": "forbidden", "defeated": "supported",
    "major": "minor", "maximum": "minimum", "minimum": "maximum", "include": "exclude", "included": "excluded",
    "require": "forbid", "collect": "delete", "disclose": "conceal",
    "discovered": "lost", "joined": "left", "arrived": "departed", "supported": "opposed", "support": "oppose",
    "published": "banned", "launched": "cancelled", "launch": "cancel", "produced": "discontinued", "given": "refused",
    "best": "worst", "larger": "smaller", "higher": "lower", "found": "abolish", "establish": "abolish",
    "directed": "boycotted",  "renewed": "cancelled",
    "recorded": "erased", "formed": "disbanded", "ordered": "refused", "signed": "broke",
    "completed": "abandoned", "acquired": "sold", "captured": "lost", "provides": "lacks", "provide": "lack",
    "contains": "lacks", "includes": "excludes", "allows": "forbids", "allow": "forbid", "requires": "forbids",
    "uses": "avoids", "use": "avoid", "share": "withhold", "store": "erase", "grow": "shrink",
    "begin": "end", "start": "end", "release": "withdraw", "create": "destroy", "receive": "refuse",
    "protect": "harm", "increase": "reduce", "reduce": "increase", "annual": "monthly", "public": "private",
}  # fmt: skip
#: Numbers that are written as words.
NUMBERS = words_of("two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty")
#: Heads of what is a person, or persons.
PERSONS = words_of(
    """
    president king queen governor author director leader minister chancellor mayor emperor pope general bishop
    prince princess commander chairman founder actor actress singer writer scientist engineer judge officer
    captain doctor people members citizens students teachers workers children women men soldiers users players
    voters settlers commissioners researchers scholars historians pilots patients lawyers critics judge judges
    residents soldier farmers residents customers man woman person player owner employee employer driver user
    protagonist character teacher student professor priest senator secretary speaker treasurer pharmacist
    pharmacists troops parents participants winner champion historian philosopher lawyer composer conductor
    actors passengers minister tribe emperors kings
    """
)
#: What never is a person, though it may begin with a first name.
THINGS = words_of(
    """
    company river city university college act party war park island county council school church bridge station
    airport museum league club court bank band army empire house street tower castle committee commission treaty
    agreement convention parliament assembly union republic kingdom system company corporation inc. ltd
    association festival cup championship series show film movie game album song book novel day hall center
    centre theatre hotel hospital road highway lake mountain sea ocean valley bay state states building project
    program group institute society foundation press magazine times awards award prize tour season sentence law
    constitution amendment code service services agency department office bureau network channel line railway
    brand plan policy website site restaurants restaurant stores store shop
    """
)
