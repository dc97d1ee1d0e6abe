"""Tables for questions that are answered with No: words that exclude each other, and what surely happens but once."""

from ops.training.prose.vocabulary import words_of

#: Said instead of the word, the sentence is wrong.
OPPOSITES = {
    "larger": "smaller", "smaller": "larger", "largest": "smallest", "smallest": "largest", "biggest": "smallest",
    "longest": "shortest", "shortest": "longest", "highest": "lowest", "lowest": "highest", "tallest": "shortest",
    "oldest": "youngest", "youngest": "oldest", "northern": "southern", "southern": "northern", "eastern": "western",
    "western": "eastern", "northernmost": "southernmost", "southernmost": "northernmost",
    "northeastern": "southwestern", "southwestern": "northeastern", "northwestern": "southeastern",
    "southeastern": "northwestern", "north": "south", "south": "north", "east": "west", "west": "east",
    "increase": "decrease",
    "decrease": "increase", "increased": "decreased", "decreased": "increased", "allowed": "forbidden",
    "permitted": "forbidden", "prohibited": "allowed", "forbidden": "allowed", "banned": "allowed",
    "legal": "illegal", "illegal": "legal", "possible": "impossible", "mandatory": "optional",
    "optional": "mandatory", "compulsory": "optional", "male": "female", "female": "male",
    "married": "divorced", "fictional": "real", "animated": "live action", "urban": "rural", "rural": "urban",
    "rejected": "accepted",

    "succeeded": "failed", "oppose": "support", "reject": "accept", "accept": "reject",
    "deny": "confirm", "approve": "reject", "ban": "allow", "prohibit": "allow", "forbid": "allow",
    "first-person": "third-person",
    "first": "last", "second": "first", "third": "second", "fourth": "third", "fifth": "fourth",
    "sixth": "fifth", "seventh": "sixth", "eighth": "seventh", "ninth": "eighth", "tenth": "ninth", "last": "first",

    "begin": "end", "end": "begin",
    "major": "minor", "minor": "major",  "common": "rare", "rare": "common",
    "popular": "unpopular",    "primary": "secondary",
    "small": "huge", "large": "tiny",
    "different": "identical",
    "allow": "forbid", "permit": "forbid", "increases": "decreases",
    "north-east": "south-west", "fastest": "slowest",
    "positive": "negative", "negative": "positive", "successful": "unsuccessful", "unsuccessful": "successful",
    "permanent": "temporary", "temporary": "permanent",
    "artificial": "natural",
    "former": "current",
    "nonprofit": "for-profit",
    "non-profit": "for-profit",   "nocturnal": "diurnal",
    "active": "inactive", "edible": "poisonous", "poisonous": "harmless",
    "venomous": "harmless", "toxic": "harmless",   "fiction": "non-fiction",


}  # fmt: skip
#: Opposites that may stand anywhere, and those that have to be the last word of what something is.
ANYWHERE = words_of(
    """
    largest smallest biggest longest shortest highest lowest tallest oldest youngest northern southern eastern western
    northernmost southernmost northeastern southwestern northwestern southeastern north south east west second third
    fourth fifth sixth seventh eighth ninth tenth first fastest
    """
)
PREDICATES = words_of(
    """
    legal illegal possible mandatory optional compulsory male female married fictional urban rural different edible
    poisonous venomous toxic rare common popular small large successful unsuccessful permanent temporary positive
    negative active nocturnal allowed permitted prohibited banned forbidden similar
    """
)
#: Of the same thing but one word of a group is right. Those behind the bar are replaced, and replace none.
_GROUPS = (
    "film novel song album play | movie series show sitcom game book soundtrack single",
    "river mountain lake desert | city country state province county district town village territory capital nation",
    "company hospital university church museum airport bridge stadium hotel prison restaurant newspaper | school bank "
    "airline",
    "mammal bird reptile fish insect plant fungus | dog breed whale bear",
    "muscle bone gland nerve hormone vitamin enzyme | vein artery protein carbohydrate",
    "actor politician physicist novelist footballer lawyer chemist painter | singer actress rapper",
    "fruit cheese soup wine bread sauce | vegetable beer dessert cocktail sausage",
    "ship tank submarine helicopter motorcycle train | aircraft car truck rifle pistol",
    "metal gas acid alloy | mineral liquid salt",
    "bacterium virus fungus",
    "felony misdemeanor",
    "battle festival election earthquake | tournament competition holiday",
    "highway railway canal tunnel | road bridge",
    "tax currency loan",
    "army navy",
    "planet moon | star galaxy",
    "guitarist drummer bassist pianist",
    "comedy horror western documentary thriller",
    "football basketball baseball hockey rugby cricket soccer tennis",
    "Christian Muslim Jewish Buddhist Hindu",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "French German Italian Spanish Japanese Chinese Russian Swedish Dutch Korean | English American British Canadian "
    "Australian Irish Indian Mexican Brazilian",
    "France Germany Italy Spain Japan China India Russia Canada Australia Mexico Brazil Ireland Sweden Norway Poland "
    "Egypt Greece Portugal Argentina Turkey Denmark Finland Austria Belgium Hungary Chile Peru Kenya",
    "California Texas Florida Ohio Pennsylvania Illinois Michigan Massachusetts Colorado Arizona Oregon Nevada "
    "Tennessee Kentucky Alabama Louisiana Minnesota Wisconsin Missouri Maryland Utah Hawaii Alaska",
    "London Paris Chicago Boston Toronto Sydney Berlin Rome Madrid Tokyo Moscow Vienna Dublin Houston Atlanta "
    "Philadelphia Seattle Denver Miami Vancouver Montreal Melbourne Amsterdam Detroit",
    "January February March April June July August September October November December",
)
#: Countries, states and cities: what is said of one may be so in another.
PLACES = words_of(" ".join(group for group in _GROUPS if group.startswith(("France", "California", "London"))))
#: Word to those that exclude it.
KINDS = {
    word: tuple(other for other in group.split("|")[0].split() if other != word)
    for group in _GROUPS
    for word in group.replace("|", " ").split()
}
#: What surely was in one year alone: bases and participles.
ONCE = words_of(
    """
    release released publish published found founded establish established build built construct constructed open
    opened close closed complete completed born die sign signed create created introduce introduced launch launched
    invent invented discover discovered elect elected appoint appointed form formed incorporate incorporated purchase
    purchased acquire acquired buy bought sell sold begin end marry announce announced destroy destroyed
    abolish abolished adopt adopted pass passed ratify ratified dissolve dissolved rename renamed
    finish finished start join arrive retire demolished killed assassinated crowned
    win receive reach defeat declare move award awarded renew renewed premiere aired named approved granted ordered
    recorded filmed shot registered chartered inaugurated defeated conquered declared moved added selected chosen
    installed raised designated broken unveiled transferred admitted arrested executed granted organized
    discontinued cancelled replaced written commissioned repealed enacted merge merged
    """
)
#: What is, or was done, in one place.
SOMEWHERE = words_of(
    """
    located situated based headquartered born filmed shot held built set founded established signed buried killed meet
    die begin premiere open
    """
)
#: Mostly done by one person alone.
ALONE = words_of(
    """
    direct write produce portray become lead compose design voice found establish invent discover create build
    buy purchase acquire sell kill destroy introduce
    """
)
#: Whoever does it to another does not suffer it from him.
ONE_WAY = words_of(
    "replaced succeeded preceded followed acquired purchased bought owned founded located situated contained killed led"
)
#: What is said holds but under a condition.
CONDITIONS = words_of("if unless except excluding provided assuming whether")
#: A clause with one of them is true of some, or no longer, or says something else than its words.
DOUBTS = words_of(
    """
    nearly almost rarely hardly seldom barely scarcely few little allegedly reportedly supposedly apparently perhaps
    possibly probably likely unlikely neither nor without otherwise only least rather instead said claimed believed
    originally initially formerly once until sometimes mostly above following later then alleged expected
    arguably however respectively thus directly partially partly
    """
)
DENIALS = frozenset({"not", "no", "never", "n't", "none", "nothing"})
#: A thing, and how it may be asked about as well.
ALIKE = {
    "famous": "well known", "film": "movie", "movie": "film", "located": "situated", "largest": "biggest",
    "automobile": "car", "begin": "start", "children": "kids",  "permitted": "allowed",
    "prohibited": "forbidden", "purchase": "buy", "obtain": "get", "television": "tv",
    "approximately": "about", "collect": "gather",
    "disclose": "reveal", "utilized": "used", "employed": "used",
    "established": "founded", "founded": "established", "started": "begun", "companies": "businesses",
    "commonly": "often", "numerous": "many", "nation": "country", "performed": "carried out", "acquired": "bought",
    "contain": "have", "manufactured": "made", "created": "made", "produce": "make", "assist": "help",
    "primary": "main", "principal": "main", "situated": "located", "entire": "whole",
}  # fmt: skip
