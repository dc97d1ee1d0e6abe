"""Verbs with a regular past beside those of the vocabulary: base forms, one list."""

#: Those that say something of a subject; none that is said of another clause ("announce that", "intend to").
REGULAR = """
    advertise answer assist authenticate communicate comply contact customize fulfill learn opt personalize
    remember respond tailor track verify
    abbreviate abuse access accompany accomplish accuse activate adjust administer affiliate affirm age aid air align
    allocate alter amend amount amuse anchor animate annex annul appeal apply approach argue arm arrest ask assassinate
    assert assess associate assume attain attempt attribute average avoid back bake balance batter benefit blame blend
    block board border boil borrow boycott branch breach broadcast burn bury calculate categorize cease centre certify
    charter chop circulate clarify classify climb coin collide colonize comment compare compete compile complement
    complete compose compress compute conceal concentrate concern confer confine conserve consist consolidate consume
    contest contract convene convict cook cool coordinate correct count couple crash credit crush cultivate debut
    decide decorate decrease deduct defect delay delegate delete demand denote depart depend deposit derive descend
    desert designate destine detach detain detect deter devastate deviate devise devote diagnose differ differentiate
    diminish disagree disappear disband discard discharge discontinue discourage dislike dismiss dismantle displace
    dissipate distinguish diversify divorce document donate download draft drain drop drown dry ease edit eject elevate
    eliminate elude emerge emigrate emit emphasize employ enact encompass encounter encrypt endanger endorse endure
    enforce engage engrave enhance enjoy enlarge enlist enrich enrol ensure equate erase erect erupt escape evacuate
    evaluate evaporate exacerbate exceed exchange exclude excuse exempt exercise exhaust exile exist expand expel
    expend experience expire expose express extract fail fasten favor favour ferment filter finance finalize fire
    flank flood flourish flow focus fold forbid fortify foster free freeze frustrate fulfil function fuse garner gather
    generalize grade graduate greet guide halt hamper harvest haunt head heat heighten hire honor honour illustrate
    imagine impair impeach implant imply impose impress imprison improvise incite indicate induce infect infer inform
    infringe inhabit inhibit initiate inject injure insert inspect instruct insulate integrate intensify interact
    interpret interrupt intervene interview intrude investigate invoke isolate journey judge justify kidnap label
    last lecture legislate levy liberate lift link litigate load lobby locate lower maximize mandate manipulate
    march market massacre master mediate melt mimic minimize modify monitor motivate mount multiply murder
    narrate navigate negotiate notify nurture obey oblige obstruct occur oppose oppress originate
    oust outline outnumber overlook oversee overturn park participate patent patrol penetrate perceive persecute phase
    pioneer poison possess post postpone power practice praise preach precede precipitate preclude predict premiere
    prepare prescribe present preside press presume print process proclaim procure progress project prolong
    prompt pronounce prosecute prosper protest prove publicize pull pump punish pursue push question quote race rain
    range rank rate react realize reappear rebel rebuild reason rebrand recall recommend reconstruct recruit redeem
    redesign refine refuel regain regard register reign reinforce reinstate reissue relax relegate rely relocate
    remain remove render renew renounce renovate reopen repair repeal repeat repel reply reprise reproduce rescind
    research resemble reserve reside resign resist resolve resume resurrect retreat return reunite reverse
    review revise revive revolutionize revolve reward ripen rise risk rival rotate ruin sail sanction saturate schedule
    score screen seal search secrete secure seize select separate settle shape shift shorten shrink signify simplify
    situate slaughter smuggle solve specialize specify split spoil staff stage standardize state stay steer
    stimulate stipulate strand stretch structure struggle submerge subscribe subsidize substitute sue
    summarize supersede supervise supplement supply suppress surpass surrender survey survive suspect switch
    symbolize synthesize tax team tend terminate test threaten tolerate top total touch trace trade trail translate
    trap treat trigger turn undergo undermine undertake unveil update upgrade urge utilize vacate vary
    veto view violate voice wage warn wash waste weaken welcome withstand witness worship wound wrap yield
"""
#: Some of them do not end in -ed: they are with the irregular ones, or are not asked about.
NOT_REGULAR = frozenset(
    [
        *("broadcast", "rebuild", "rise", "split", "shrink", "forbid", "freeze", "oversee", "undergo"),
        *("undertake", "withstand"),
    ]
)
#: More verbs whose past is not in -ed: base, past and participle.
IRREGULAR = """
    broadcast broadcast broadcast; rebuild rebuilt rebuilt; rise rose risen; shrink shrank shrunk;
    forbid forbade forbidden; freeze froze frozen; oversee oversaw overseen; undergo underwent undergone;
    undertake undertook undertaken;
    withstand withstood withstood; come came come; fall fell fallen; fly flew flown; get got got; hear heard heard;
    hit hit hit; lend lent lent; mean meant meant; read read read; ride rode ridden; seek sought sought;
    sit sat sat; sleep slept slept; stand stood stood; strike struck struck; swim swam swum; throw threw thrown;
    withdraw withdrew withdrawn; arise arose arisen; bind bound bound; breed bred bred; dig dug dug; eat ate eaten;
    feel felt felt; flee fled fled; hide hid hidden; spread spread spread; swear swore sworn; drink drank drunk
"""
