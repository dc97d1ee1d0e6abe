"""Words of English, German, French and Dutch bills. `|` stands between variants; see `tongue.py` for the names."""

ENGLISH = """
ref: Your reference | Your ref. | Customer reference
via: Delivered by | Ordered through | Shipped with
no: no. | number | # | No
of: of | dated | from
bill: Invoice | INVOICE | Tax Invoice | Bill | Invoice
credit: Credit note | CREDIT NOTE | Credit memo
number: Invoice number | Invoice no. | Invoice No | Invoice # | Invoice ID | Inv. no. | Bill number | Document no.
date: Invoice date | Invoice Date | Date of issue | Date | Issue date | Billing date | Issued on | Bill date
due: Due date | Due Date | Payment due date | Pay by | Payment due by | Due on | Please pay by
customer_no: Customer number | Customer no. | Customer ID | Account number | Client ID | Account no.
order_no: Order number | Order no. | Order ID | Your order | Sales order
order_date: Order date | Ordered on
delivery_date: Delivery date | Date of supply | Shipped on
period: Billing period | Service period | Period of service
contract_no: Contract no. | Agreement ref. | Contract number
vat_id: VAT no. | VAT number | VAT Reg No | VAT ID | VAT registration number
customer_vat: Customer VAT number | Your VAT no.
bank: Bank | Bank name
iban: IBAN | IBAN | Bank account (IBAN)
holder: Account holder | Beneficiary | Pay to | Account name
net: Subtotal | Sub-total | Net total | Net amount | Total excl. VAT | Amount before tax | Total (excl. tax)
vat: VAT {}% | VAT ({}%) | Tax {}% | VAT @ {}% | VAT amount
total: Total | Total amount | Grand total | Amount due | Total due | Invoice total | Total incl. VAT | Amount payable
sum: Total | Invoice total | Total incl. VAT | Grand total
paid: Deposit paid | Advance payment | Already paid
open: Balance due | Amount due | Still to pay
original: Original invoice | Ref. invoice | Credit for invoice
terms: Payment terms | Terms | Terms of payment
terms_value: 30 days net | Net 14 | Within 30 days of receipt | 15 Days | 14 days, without deduction
columns: Description Qty Unit price Amount | Item Quantity Price Total
page: Page {} of {} | Page: {} / {} | Page {}/{}
to: Bill to | Invoice to | Billed to | Customer | Sold to | Billing address
from: Seller | Sold by | From | Supplier | Issued by
care: Attn. | c/o | For the attention of
aside: Thank you for your business! | E. & O.E.
aside: Please quote the reference when paying. | This is a computer generated document.
aside: Created with Ledgerly | Keep this document for your records. | VAT is charged at the standard rate.
aside: Complaints have to reach us within eight days of receipt.
aside: Goods that are damaged will be replaced free of charge.
aside: Please check the particulars above and tell us of any mistake.
aside: The order has been packed with care and left our warehouse in full.
"""

GERMAN = """
ref: Ihr Zeichen | Ihre Referenz
via: Versand durch | Bestellt über | Geliefert von
no: Nr. | Nr.
of: vom
bill: Rechnung | RECHNUNG | Rechnung | Handelsrechnung
credit: Gutschrift | GUTSCHRIFT | Rechnungskorrektur
number: Rechnungsnummer | Rechnungsnr. | Rechnungs-Nr. | Rechnung Nr. | Belegnummer | Re.-Nr.
date: Rechnungsdatum | Datum | Belegdatum | Ausstellungsdatum
due: Fällig am | Fälligkeitsdatum | Zahlbar bis | Zu zahlen bis | Fälligkeit
customer_no: Kundennummer | Kundennr. | Kunden-Nr. | Kd.-Nr.
order_no: Bestellnummer | Auftragsnummer | Auftragsnr. | Ihre Bestellung
order_date: Bestelldatum | Auftrag vom
delivery_date: Lieferdatum | Liefer- und Leistungsdatum
period: Leistungszeitraum | Abrechnungszeitraum
contract_no: Vertragsnummer | Vertrag Nr.
vat_id: USt-IdNr. | USt.-ID | Ust-Id | UID-Nummer
customer_vat: Ihre USt-IdNr. | USt-IdNr. des Kunden
bank: Bank | Bankverbindung
iban: IBAN | IBAN | Konto (IBAN)
holder: Kontoinhaber | Zahlungsempfänger
net: Nettobetrag | Summe netto | Zwischensumme | Gesamt netto | Summe ohne MwSt.
vat: MwSt. {}% | USt. {} % | Umsatzsteuer {}% | zzgl. {}% MwSt.
total: Gesamtbetrag | Rechnungsbetrag | Bruttobetrag | Summe brutto | Zu zahlender Betrag | Endbetrag | Gesamtsumme
sum: Gesamtbetrag | Rechnungsbetrag | Summe brutto
paid: Anzahlung | Bereits gezahlt
open: Restbetrag | Noch zu zahlen
original: Ursprüngliche Rechnung | Zu Rechnung Nr.
terms: Zahlungsbedingungen | Zahlungsziel | Zahlungsart
terms_value: 30 Tage netto | 14 Tage ohne Abzug | innerhalb von 10 Tagen | sofort ohne Abzug
columns: Pos. Bezeichnung Menge Einzelpreis Gesamt | Beschreibung Anzahl Preis Betrag | Artikel Menge E-Preis Summe
page: Seite {} von {} | Seite {}/{} | Seite: {} / {}
to: Rechnungsempfänger | Kunde | Käufer | Rechnung an | Rechnungsanschrift
from: Verkäufer | Rechnungssteller | Lieferant | Aussteller
care: z. Hd. | Ansprechpartner
aside: Vielen Dank für Ihren Auftrag.
aside: Bitte geben Sie bei der Zahlung den Verwendungszweck an. | Wir danken für Ihr Vertrauen.
aside: Es gelten unsere Allgemeinen Geschäftsbedingungen. | Die Ware bleibt bis zur Zahlung unser Eigentum.
aside: Reklamationen bitte innerhalb von acht Tagen melden. | Bitte prüfen Sie die Angaben und melden Sie uns Fehler.
aside: Beschädigte Ware wird kostenlos ersetzt.
"""

FRENCH = """
ref: Votre référence | Vos réf.
via: Livraison par | Commandé via | Transporteur
no: n° | No
of: du
bill: Facture | FACTURE | Facture
credit: Avoir | AVOIR | Note de crédit
number: Facture n° | N° de facture | Numéro de facture | Facture No | N° facture
date: Date de facture | Date de facturation | Date | Date d'émission
due: Date d'échéance | Échéance | Date limite de paiement | À payer avant le | Payable le
customer_no: N° client | Numéro de client | Code client | Id. client
order_no: N° de commande | Commande n° | Votre commande | Bon de commande
order_date: Date de commande | Commandé le
delivery_date: Date de livraison | Livré le
period: Période | Période de facturation
contract_no: N° de contrat | Numéro de dossier
vat_id: N° TVA | TVA intracommunautaire | N° de TVA
customer_vat: TVA client | N° TVA du client
bank: Banque | Nom de la banque
iban: IBAN | IBAN
holder: Titulaire du compte | Bénéficiaire
net: Total HT | Sous-total | Montant HT | Total hors taxes | Net HT
vat: TVA {}% | TVA {} % | Montant TVA | TVA ({}%)
total: Total TTC | Montant TTC | Net à payer | Somme à payer | Total à payer | Montant total
sum: Total TTC | Montant TTC
paid: Acompte versé | Déjà réglé
open: Reste à payer | Solde à payer
original: Facture d'origine | Avoir sur facture n°
terms: Conditions de paiement | Modalités de paiement | Mode de règlement
terms_value: 30 jours fin de mois | à réception | sous 15 jours | virement à 30 jours
columns: Désignation Qté P.U. HT Montant HT | Description Quantité Prix unitaire Total | Référence Nombre Prix Montant
page: Page {} sur {} | Page {}/{} | Page : {} / {}
to: Facturé à | Client | Destinataire | Adresse de facturation
from: Vendeur | Émetteur | Fournisseur
care: À l'attention de | Contact
aside: Merci de votre confiance.
aside: Tous nos prix sont en euros. | Indemnité forfaitaire pour frais de recouvrement : 40
aside: Merci de joindre le talon à votre paiement. | Marchandises vendues sous réserve de propriété.
aside: Toute réclamation doit nous parvenir sous huit jours. | Les articles endommagés sont remplacés sans frais.
aside: Veuillez vérifier les informations ci-dessus.
"""

DUTCH = """
ref: Uw referentie | Uw kenmerk
via: Bezorgd door | Besteld via | Vervoerder
no: nr. | nummer
of: van
bill: Factuur | FACTUUR | Nota
credit: Creditnota | CREDITNOTA | Creditfactuur
number: Factuurnummer | Factuurnr. | Factuur nr. | Nota nr.
date: Factuurdatum | Datum | Datum factuur
due: Vervaldatum | Te betalen voor | Uiterste betaaldatum | Betalen vóór
customer_no: Klantnummer | Debiteurnummer | Klantnr. | Relatienummer
order_no: Ordernummer | Bestelnummer | Uw bestelling
order_date: Orderdatum | Besteldatum
delivery_date: Leverdatum | Geleverd op
period: Periode | Factuurperiode
contract_no: Contractnummer | Contract nr.
vat_id: BTW | BTW-nummer | BTW nr. | Btw-id
customer_vat: Uw BTW-nummer | BTW-nummer klant
bank: Bank | Naam bank
iban: IBAN | Rekeningnummer | IBAN
holder: Ten name van | Rekeninghouder
net: Subtotaal | Exclusief BTW | Totaal excl. BTW | Bedrag excl. btw
vat: BTW {}% | BTW {} % | Btw-bedrag | {}% BTW
total: Totaal | Totaal incl. BTW | Te betalen | Totaalbedrag | Factuurbedrag
sum: Totaal | Totaal incl. BTW
paid: Aanbetaling | Reeds betaald
open: Nog te betalen | Openstaand bedrag
original: Oorspronkelijke factuur | Betreft factuur
terms: Betalingstermijn | Betaalwijze | Betalingscondities
terms_value: 14 dagen | 30 dagen netto | binnen 8 dagen | automatische incasso
columns: Artikel Aantal Prijs per stuk Bedrag | Omschrijving Aantal Prijs Totaal | Aantal Omschrijving Prijs Bedrag
page: Pagina {} van {} | Pagina {}/{} | Blad {} van {}
to: Factuur aan | Klant | Factuuradres | Afnemer
from: Leverancier | Verkoper | Afzender
care: T.a.v. | Contactpersoon
aside: Bedankt voor uw bestelling.
aside: Graag het betalingskenmerk vermelden. | Op al onze leveringen zijn onze voorwaarden van toepassing.
aside: Klachten graag binnen acht dagen melden. | Beschadigde artikelen worden kosteloos vervangen.
aside: Controleer de gegevens hierboven.
"""
