"""Words of Italian, Spanish, Polish and Swedish bills. `|` stands between variants; see `tongue.py` for the names."""

ITALIAN = """
ref: Vs. riferimento | Vostro rif.
via: Consegna a cura di | Ordinato tramite | Vettore
no: n. | nr.
of: del
bill: Fattura | FATTURA | Fattura
credit: Nota di credito | NOTA DI CREDITO
number: Fattura n. | Numero fattura | Fattura nr. | N. fattura | Numero documento
date: Data fattura | Data | Data documento | Data di emissione
due: Scadenza | Data di scadenza | Da pagare entro il | Scadenza pagamento
customer_no: Codice cliente | Numero cliente | Cod. cliente
order_no: Numero ordine | Ordine n. | Vs. ordine
order_date: Data ordine | Ordinato il
delivery_date: Data di consegna | Consegnato il
period: Periodo | Periodo di fatturazione
contract_no: Numero contratto | Contratto n.
vat_id: P. IVA | Partita IVA | P.IVA
customer_vat: P. IVA cliente | Partita IVA del cliente
bank: Banca | Banca d'appoggio
iban: IBAN | Codice IBAN
holder: Intestatario | Beneficiario
net: Imponibile | Totale imponibile | Totale netto | Subtotale
vat: IVA {}% | IVA {} % | Imposta | Totale IVA
total: Totale fattura | Totale documento | Totale da pagare | Importo totale | Totale
sum: Totale fattura | Totale documento
paid: Acconto versato | Già pagato
open: Saldo da pagare | Residuo da pagare
original: Fattura di riferimento | Rif. fattura
terms: Condizioni di pagamento | Pagamento | Modalità di pagamento
terms_value: 30 giorni data fattura | bonifico a 60 giorni | rimessa diretta | a vista
columns: Descrizione Quantità Prezzo Importo | Articolo Q.tà Prezzo unitario Totale | Codice Descrizione Prezzo Importo
page: Pagina {} di {} | Pag. {}/{} | Pagina {}/{}
to: Cliente | Spett.le | Destinatario | Intestata a
from: Fornitore | Cedente | Emittente
care: Alla c.a. di | Referente
aside: Grazie per averci scelto. | Documento privo di valenza fiscale. | Contributo ambientale assolto ove dovuto.
aside: Eventuali reclami vanno inviati per iscritto. | La merce danneggiata viene sostituita.
"""

SPANISH = """
ref: Su referencia | Su ref.
via: Entregado por | Pedido a través de | Transportista
no: nº | núm.
of: de fecha
bill: Factura | FACTURA | Factura
credit: Factura rectificativa | Nota de crédito | NOTA DE ABONO
number: Número de factura | Factura nº | N.º de factura | Factura núm. | Nº factura
date: Fecha de factura | Fecha | Fecha de emisión | Fecha factura
due: Fecha de vencimiento | Vencimiento | Pagar antes del | Vence el
customer_no: Número de cliente | Nº cliente | Código de cliente
order_no: Número de pedido | Pedido nº | Su pedido
order_date: Fecha de pedido | Pedido el
delivery_date: Fecha de entrega | Entregado el
period: Periodo | Periodo de facturación
contract_no: Contrato nº | Número de contrato
vat_id: NIF | CIF | NIF-IVA | N.I.F.
customer_vat: NIF del cliente | CIF cliente
bank: Banco | Entidad
iban: IBAN | Cuenta IBAN
holder: Titular de la cuenta | Beneficiario
net: Base imponible | Subtotal | Importe neto | Total sin IVA
vat: IVA {}% | IVA {} % | Cuota IVA | I.V.A. {}%
total: Total factura | Total a pagar | Importe total | TOTAL | Total con IVA
sum: Total factura | Importe total
paid: Anticipo | Pagado a cuenta
open: Pendiente de pago | Resto a pagar
original: Factura original | Rectifica la factura
terms: Forma de pago | Condiciones de pago | Plazo de pago
terms_value: transferencia a 30 días | al contado | domiciliación bancaria | 60 días
columns: Concepto Cantidad Precio Importe | Descripción Unidades Precio unitario Total | Artículo Cant. Precio Importe
page: Página {} de {} | Pág. {}/{} | Página {}/{}
to: Cliente | Facturar a | Datos del cliente | Destinatario
from: Proveedor | Emisor | Vendedor
care: A la atención de | Contacto
aside: Gracias por su confianza. | Conserve este documento. | Le atendemos de lunes a viernes.
aside: Las reclamaciones se hacen por escrito. | Los artículos dañados se cambian sin coste.
"""

POLISH = """
ref: Państwa znak | Państwa referencja
via: Dostawa przez | Zamówiono przez | Przewoźnik
no: nr
of: z dnia
bill: Faktura | FAKTURA VAT | Faktura VAT
credit: Faktura korygująca | KOREKTA FAKTURY
number: Faktura nr | Numer faktury | Nr faktury | Faktura VAT nr
date: Data wystawienia | Wystawiono dnia | Data faktury
due: Termin płatności | Termin zapłaty | Płatne do | Zapłacić do
customer_no: Numer klienta | Nr klienta | Kod klienta
order_no: Numer zamówienia | Zamówienie nr | Nr zamówienia
order_date: Data zamówienia | Zamówiono dnia
delivery_date: Data dostawy | Data sprzedaży
period: Okres rozliczeniowy | Okres
contract_no: Numer umowy | Umowa nr
vat_id: NIP | NIP sprzedawcy | Numer NIP
customer_vat: NIP nabywcy | NIP klienta
bank: Bank | Nazwa banku
iban: IBAN | Nr konta | Rachunek bankowy
holder: Właściciel rachunku | Odbiorca płatności
net: Razem netto | Wartość netto | Suma netto
vat: VAT {}% | Podatek VAT {}% | Kwota VAT
total: Razem do zapłaty | Do zapłaty | Kwota brutto | Wartość brutto | Razem brutto
sum: Razem brutto | Wartość brutto
paid: Zapłacono | Zaliczka
open: Pozostało do zapłaty | Do zapłaty
original: Faktura korygowana | Dotyczy faktury nr
terms: Forma płatności | Warunki płatności | Sposób zapłaty
terms_value: przelew 14 dni | gotówka | przelew | karta płatnicza
columns: Lp. Nazwa Ilość Cena Wartość | Nazwa towaru Ilość Cena netto Wartość | Opis Ilość Cena Kwota
page: Strona {} z {} | Str. {}/{} | Strona {}/{}
to: Nabywca | Klient | Odbiorca
from: Sprzedawca | Wystawca | Dostawca
care: Do rąk | Osoba kontaktowa
aside: Dziękujemy za zakupy. | Dokument nie wymaga podpisu. | Prosimy zachować dokument.
aside: Reklamacje przyjmujemy na piśmie. | Uszkodzony towar wymieniamy bezpłatnie.
"""

SWEDISH = """
ref: Er beteckning | Er märkning
via: Levererad av | Beställd via | Transportör
no: nr | nr.
of: av den
bill: Faktura | FAKTURA | Faktura
credit: Kreditfaktura | KREDITFAKTURA | Kreditnota
number: Fakturanummer | Fakturanr | Faktura nr | Fakturanr.
date: Fakturadatum | Datum | Utfärdad
due: Förfallodatum | Förfallodag | Oss tillhanda senast | Betalas senast
customer_no: Kundnummer | Kundnr | Kund-ID
order_no: Ordernummer | Ordernr | Er order
order_date: Orderdatum | Beställd
delivery_date: Leveransdatum | Levererat
period: Period | Avser perioden
contract_no: Avtalsnummer | Avtal nr
vat_id: Momsreg.nr | VAT-nr | Momsregistreringsnummer
customer_vat: Kundens momsreg.nr | Ert VAT-nr
bank: Bank | Bankens namn
iban: IBAN | Konto (IBAN)
holder: Betalningsmottagare | Kontoinnehavare
net: Summa exkl. moms | Delsumma | Netto | Belopp före moms
vat: Moms {}% | Moms {} % | Momsbelopp
total: Att betala | Summa att betala | Totalt inkl. moms | Totalbelopp | Summa inkl. moms
sum: Totalt inkl. moms | Summa inkl. moms
paid: Redan betalt | Förskott
open: Kvar att betala | Återstår att betala
original: Ursprunglig faktura | Avser faktura
terms: Betalningsvillkor | Villkor | Betalsätt
terms_value: 30 dagar netto | 14 dagar | 10 dagar | autogiro
columns: Benämning Antal Pris Belopp | Artikel Antal à-pris Summa | Beskrivning Antal Pris/st Belopp
page: Sida {} av {} | Sida {} ({}) | Sid {}/{}
to: Kund | Faktureringsadress | Faktura till | Köpare
from: Säljare | Leverantör | Avsändare
care: Er referens | Att.
aside: Tack för din beställning. | Godkänd för F-skatt. | Ange referensen vid betalning.
aside: Reklamationer görs skriftligen. | Skadade varor byts utan kostnad.
"""
