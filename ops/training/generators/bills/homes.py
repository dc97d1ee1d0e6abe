"""Where companies sit: how they are called, where they live, which numbers their country gives them."""

from dataclasses import dataclass

from ops.training.generators.world import World


@dataclass(frozen=True)
class Home:
    """One country. `forms` go behind a company's name; in `vat`, `iban` and `register` # is a digit,
    ? a letter; `street` and `town` have the slots that their names say."""

    country: str
    language: str
    money: tuple[str, ...]
    forms: tuple[str, ...]
    words: tuple[str, ...]
    names: tuple[str, ...]
    first: tuple[str, ...]
    streets: tuple[str, ...]
    towns: tuple[str, ...]
    street: str
    town: str
    vat: str
    iban: str
    register: tuple[str, ...]

    def company(self, world: World) -> str:
        """A name as companies of this country have it; nearly always with its form."""
        name, other = world.random.sample(self.names, 2)
        word = world.one(*self.words)
        core = world.one(f"{name} {word}", f"{word} {name}", f"{name} & {other} {word}")
        core = core[0].upper() + core[1:]
        core = core.upper() if world.happens(0.12) else core
        return f"{core} {world.one(*self.forms)}" if world.happens(0.92) else core

    @property
    def has_iban(self) -> bool:
        return self.iban[0] != "#"

    def person(self, world: World) -> str:
        return f"{world.one(*self.first)} {world.one(*self.names)}"

    def address(self, world: World) -> list[str]:
        """Street, town, and now and then the country: a line each."""
        street = self.street.format(street=world.one(*self.streets), number=world.random.randint(1, 240))
        town = world.number(self.town.format(town="~")).replace("~", world.one(*self.towns))
        return [street, town, self.country] if world.happens(0.35) else [street, town]


def _list(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(","))


_ENGLISH_WORDS = _list(
    "Supplies, Interiors, Wholesale, Networks, Hosting, Energy, Hotels, Print, Foods, Mobile, Systems"
)
_EURO = ("€ {}", "{} €", "€{}", "{} EUR", "EUR {}", "{}")
HOMES = (
    Home(
        "United Kingdom", "en", ("£{}", "£{}", "GBP {}", "£ {}", "{} GBP"), ("Ltd", "Limited", "LLP", "plc"),
        _ENGLISH_WORDS,
        _list("Thornby, Askwith, Pellham, Marlowe, Hadlow, Brackley, Wexcombe, Tarrant"),
        _list("Helen, Oliver, Priya, Graham, Nadia, Colin"),
        _list("Mill Lane, Station Road, Church Street, Victoria Way, Dock Road"),
        _list("Leeds, Bristol, Norwich, Cardiff, Dundee"), "{number} {street}", "{town} ?S## #?S",
        "GB ### #### ##", "GB## WXYZ #### #### #### ##",
        ("Company no. 0#######", "Registered in England and Wales No. 0#######"),
    ),
    Home(
        "United States", "en", ("${}", "$ {}", "USD {}", "${}", "{} USD"), ("Inc.", "LLC", "Corp.", "Co."),
        _ENGLISH_WORDS,
        _list("Calloway, Redfern, Ostrander, Whitlow, Delmar, Pinehurst, Kessler, Larkin"),
        _list("Denise, Marcus, Tyler, Angela, Ramon, Joyce"),
        _list("Oak Street, Commerce Drive, 5th Avenue, Lakeview Blvd, Industrial Pkwy"),
        _list("Columbus OH, Tucson AZ, Dayton OH, Albany NY, Boise ID"), "{number} {street}", "{town} #####",
        "##-#######", "##########", ("Delaware file no. #######",),
    ),
    Home(
        "India", "en", ("Rs. {}", "INR {}", "Rs {}", "{}"), ("Pvt. Ltd.", "Private Limited", "Ltd."), _ENGLISH_WORDS,
        _list("Kaveri, Sundar, Malhotra, Vindhya, Iyer, Deccan, Mehta"), _list("Anil, Kavita, Rohan, Meera, Sanjay"),
        _list("MG Road, Residency Road, Park Street, Ring Road"), _list("Pune, Bengaluru, Jaipur, Kochi"),
        "{number}, {street}", "{town} - ######", "29?????####?#Z#", "#############",
        ("CIN U#####KA20##PTC######",),
    ),
    Home(
        "Deutschland", "de", _EURO, ("GmbH", "AG", "GmbH & Co. KG", "e.K.", "UG"),
        _list("Technik, Bau, Netze, Versand, Handel, Stadtwerke, Datendienste, Hotel, Bürobedarf, Mobilfunk"),
        _list("Kessler, Brandt, Lindner, Vogelsang, Harms, Ziegler, Petri"), _list("Jutta, Sven, Karin, Dirk, Meike"),
        _list("Hauptstraße, Am Markt, Lindenweg, Industriestr., Bahnhofstraße"),
        _list("Kassel, Hanau, Bremen, Erfurt, München, Köln"), "{street} {number}", "##### {town}",
        "DE#########", "DE## #### #### #### #### ##",
        ("Amtsgericht Hanau HRB #####", "HRB ##### Kassel", "Registergericht Bremen | HRB ####"),
    ),
    Home(
        "France", "fr", _EURO, ("SARL", "SAS", "S.A.", "EURL", "SA"),
        _list("Services, Négoce, Réseaux, Énergies, Impression, Diffusion, Hôtels, Moulins, Télécom"),
        _list("Delorme, Marchand, Rivoire, Castel, Beaumont, Lavigne"), _list("Claire, Thierry, Élodie, Yves, Nadège"),
        _list("rue des Lilas, avenue de la Gare, chemin du Moulin, place du Marché"),
        _list("LYON, Nantes, GRENOBLE, Dijon, Paris Cedex 08"), "{number} {street}", "##### {town}",
        "FR###########", "FR## ##### ##### ########### ##",
        ("RCS Paris B ### ### ###", "SIRET ##############", "Siret ### ### ### #####"),
    ),
    Home(
        "Nederland", "nl", _EURO, ("B.V.", "BV", "N.V.", "V.O.F."),
        _list("Techniek, Energie, Groothandel, Verlichting, Webwinkel, Telecom, Drukkerij, Hotels, Bloemen"),
        _list("van Dalen, Hoekstra, de Wit, Brouwer, Zijlstra, Vermeer"), _list("Sanne, Joost, Femke, Ruud, Marijke"),
        _list("Kerkstraat, Havenweg, Stationsplein, Molenlaan"), _list("Utrecht, Zwolle, Breda, Rotterdam"),
        "{street} {number}", "#### KX {town}", "NL#########B##", "NL##ABCX##########",
        ("KvK ########", "K.v.K. Rotterdam ########"),
    ),
    Home(
        "Italia", "it", _EURO, ("S.r.l.", "S.p.A.", "Srl", "S.n.c."),
        _list("Forniture, Reti, Energia, Servizi, Stampa, Alberghi, Ceramiche, Telefonia"),
        _list("Bellandi, Morosini, Ferraro, Galli, Tosetti, Conte"), _list("Giulia, Paolo, Chiara, Renato, Ilaria"),
        _list("Via Garibaldi, Corso Italia, Via delle Rose, Piazza Dante"), _list("Torino, Verona, Bari, Parma"),
        "{street}, {number}", "##### {town}", "IT###########", "IT## X ##### ##### ############",
        ("REA TO-######", "R.E.A. ######"),
    ),
    Home(
        "España", "es", _EURO, ("S.L.", "S.A.", "SL", "S.L.U."),
        _list("Suministros, Redes, Energía, Servicios, Hoteles, Papelería, Telefonía, Distribuciones"),
        _list("Ibarra, Quiroga, Montero, Salcedo, Herrero, Vidal"), _list("Lucía, Javier, Carmen, Andrés, Marta"),
        _list("Calle Mayor, Avenida del Puerto, Calle del Olmo, Paseo Nuevo"), _list("Sevilla, Bilbao, Murcia, Gijón"),
        "{street} {number}", "##### {town}", "B########", "ES## #### #### #### #### ####",
        ("Registro Mercantil T ####, F ##", "Reg. Merc. hoja M-######"),
    ),
    Home(
        "Polska", "pl", ("{} zł", "{} PLN", "{} zł", "PLN {}", "{}"), ("Sp. z o.o.", "S.A.", "sp. j.", "Sp. z o.o."),
        _list("Handel, Energia, Sieci, Usługi, Druk, Hurtownia, Hotele, Telekom"),
        _list("Nowicki, Zaremba, Wilczek, Dąbek, Sokół, Jabłoński"), _list("Agnieszka, Marek, Ewa, Tomasz, Zofia"),
        _list("ul. Polna, ul. Ogrodowa, al. Wolności, ul. Długa"), _list("Poznań, Gdynia, Lublin, Wrocław"),
        "{street} {number}", "##-### {town}", "###-###-##-##", "PL## #### #### #### #### #### ####",
        ("KRS 0000######", "REGON #########"),
    ),
    Home(
        "Sverige", "sv", ("{} kr", "{} SEK", "SEK {}", "{} kr", "{}"), ("AB", "AB", "HB", "Handelsbolag"),
        _list("Kontor, Energi, Nät, Teknik, Tryck, Hotell, Grossist, Bredband"),
        _list("Lindqvist, Sandell, Nyberg, Hedlund, Ekström, Forsman"), _list("Ingrid, Lars, Malin, Anders, Karin"),
        _list("Storgatan, Hamnvägen, Kungsgatan, Skolvägen"), _list("Uppsala, Växjö, Umeå, Malmö"),
        "{street} {number}", "### ## {town}", "SE##########01", "SE## #### #### #### #### ####",
        ("Org.nr ######-####", "Organisationsnummer ######-####"),
    ),
)  # fmt: skip
