"""What is billed, by trade and language, and the numbers that each trade prints beside it."""

#: For each trade words by language; lines of a bill in another language have English ones.
ITEMS = {
    "goods": {
        "en": "Tea, loose | Olive oil 1 L | Desk lamp | Nylon rope 20 m | Wool blanket | Ceramic vase, blue",
        "de": "Schreibtischlampe | Druckerpapier A4 | Kupferdraht 2 mm | Kaffee 500 g | Regalboden Eiche | Locher",
        "fr": "Lampe de bureau | Papier A4 | Nougat 250g | Savon d'olive | Étagère en chêne | Câble 5 m",
        "nl": "Bureaulamp | Printpapier A4 | Toner zwart | Plantenbak | Koffiebonen 1 kg | Fietstas",
        "it": "Lampada da tavolo | Carta A4 | Piastrelle grigie | Caffè 1 kg | Sedia pieghevole",
        "es": "Lámpara de mesa | Papel A4 | Aceite 5 L | Silla plegable | Cartucho negro",
        "pl": "Lampa biurkowa | Papier A4 | Krzesło | Kawa 500 g | Przewód 3 m",
        "sv": "Skrivbordslampa | Papper A4 | Stol | Kaffe 500 g | Kabel 5 m",
    },
    "online": {
        "en": "Web hosting, plan M | Domain name, 1 year | Mailbox 10 GB | Virtual server S2 | SSL certificate",
        "de": "Webhosting Paket M | Domain, 1 Jahr | Postfach 10 GB | Virtueller Server S2",
        "fr": "Hébergement web M | Nom de domaine, 1 an | Boîte mail 10 Go | Serveur virtuel S2",
        "nl": "Webhosting pakket M | Domeinnaam, 1 jaar | Mailbox 10 GB | Virtuele server",
        "it": "Hosting web M | Dominio, 1 anno | Casella 10 GB | Server virtuale",
        "es": "Alojamiento web M | Dominio, 1 año | Buzón 10 GB | Servidor virtual",
        "pl": "Hosting pakiet M | Domena, 1 rok | Skrzynka 10 GB | Serwer wirtualny",
        "sv": "Webbhotell M | Domännamn, 1 år | Brevlåda 10 GB | Virtuell server",
    },
    "line": {
        "en": "Mobile plan, monthly charge | Calls abroad | Roaming | Fibre 500, subscription | Line rental",
        "de": "Grundgebühr Mobilfunk | Verbindungen Ausland | Glasfaser 500 | Datenoption",
        "fr": "Abonnement fibre | Communications | Option internationale | Location de la box",
        "nl": "Abonnement mobiel | Bellen buitenland | Glasvezel 500 | Databundel",
        "it": "Canone mensile fibra | Chiamate estero | Noleggio modem",
        "es": "Cuota mensual fibra | Llamadas internacionales | Alquiler del router",
        "pl": "Abonament komórkowy | Połączenia zagraniczne | Pakiet danych",
        "sv": "Månadsavgift mobil | Samtal utlandet | Bredband 500",
    },
    "energy": {
        "en": "Electricity, day rate | Standing charge | Grid fee | Gas, unit rate | Water, metered",
        "de": "Arbeitspreis Strom | Grundpreis | Netzentgelt | Messstellenbetrieb",
        "fr": "Consommation électricité | Abonnement | Acheminement | Contribution",
        "nl": "Levering stroom | Vastrecht | Netbeheer | Levering gas",
        "it": "Energia elettrica | Quota fissa | Trasporto",
        "es": "Energía consumida | Potencia contratada | Alquiler de contador",
        "pl": "Energia elektryczna | Opłata stała | Opłata sieciowa",
        "sv": "Elförbrukning | Fast avgift | Nätavgift",
    },
    "hotel": {
        "en": "Double room, per night | Breakfast | Parking | Minibar | City tax",
        "de": "Übernachtung Doppelzimmer | Frühstück | Tiefgarage | Kurtaxe",
        "fr": "Chambre double, nuitée | Petit déjeuner | Parking | Taxe de séjour",
        "nl": "Tweepersoonskamer, nacht | Ontbijt | Parkeren | Toeristenbelasting",
        "it": "Camera doppia, notte | Colazione | Parcheggio",
        "es": "Habitación doble, noche | Desayuno | Aparcamiento",
        "pl": "Pokój dwuosobowy, doba | Śniadanie | Parking",
        "sv": "Dubbelrum, natt | Frukost | Parkering",
    },
    "work": {
        "en": "Consulting, hour | Translation, page | Design of a logo | Repair, hour | Travel costs",
        "de": "Beratung, Stunde | Reparatur, Stunde | Anfahrt | Übersetzung, Seite",
        "fr": "Conseil, heure | Réparation, heure | Déplacement | Traduction, page",
        "nl": "Advies, uur | Reparatie, uur | Voorrijkosten | Vertaling, pagina",
        "it": "Consulenza, ora | Riparazione, ora | Trasferta",
        "es": "Consultoría, hora | Reparación, hora | Desplazamiento",
        "pl": "Doradztwo, godzina | Naprawa, godzina | Dojazd",
        "sv": "Konsultation, timme | Reparation, timme | Resa",
    },
}  # fmt: skip

#: Numbers that are none of those that are asked; # is a digit, ? a letter.
ASIDES = {
    "goods": ("WID: VX#####", "SN: ?##?####", "S: S#########", "SKU ??-####", "EAN 40###########"),
    "online": ("ID: srv-####", "Ticket #######", "OP-?????_node"),
    "line": ("Tel. ########", "SIM 8949############", "Line ??##########"),
    "energy": ("Z-Nr. #######", "kWh #####", "EAN 8716##########"),
    "hotel": ("Room ###", "Folio ####", "Folio ??####"),
    "work": ("Job ####", "Proj. ####/##", "Ticket ??-###"),
}
