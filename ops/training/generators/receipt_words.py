"""The words of till receipts: shops, goods, labels, forms of dates and times, and how each thing is asked."""

SHOPS = (
    "HARDWARE", "BOOK STORE", "RESTAURANT", "MINI MARKET", "BAKERY", "PHARMACY", "STATIONERY", "PETROL STATION",
    "GIFT & DECO", "AUTO PARTS", "CAFE", "GROCER", "Seafood Kitchen", "Home Centre", "Trading", "Electrical",
)  # fmt: skip
BRANCHES = (
    "GOLDEN HILL",
    "SUN WAH",
    "Three Lanterns",
    "BLUE GATE",
    "KEDAI LIMA",
    "Old Pier",
    "MR. WRENCH",
    "99 CORNER",
)
LEGAL = ("SDN BHD", "SDN. BHD.", "LTD", "ENTERPRISE", "PTE LTD", "(M) SDN BHD", "", "", "INC", "& SONS")
DOCUMENTS = (
    "TAX INVOICE",
    "RECEIPT",
    "CASH BILL",
    "SIMPLIFIED TAX INVOICE",
    "SALES RECEIPT",
    "",
    "INVOICE",
    "- COPY -",
)
GREETINGS = (
    "THANK YOU. PLEASE COME AGAIN", "GOODS SOLD ARE NOT RETURNABLE", "EXCHANGE WITHIN 7 DAYS WITH RECEIPT",
    "THANK YOU FOR SHOPPING WITH US!\nPRICES INCLUDE GST", "", "Follow us online", "*** END ***",
    "CLOSED ON 25/12 AND 01/01", "OPEN DAILY 09:00 - 21:30",
)  # fmt: skip
HEADINGS = ("ITEM QTY PRICE AMOUNT", "DESCRIPTION\nQTY\nPRICE\nAMT", "Code/Desc  Amount", "Qty  Item  Total")
ITEMS = (
    "CEMENT 1KG", "PVC PIPE 20MM", "NASI LEMAK", "TEH O ICE", "A4 PAPER 80G", "GEL PEN BLUE", "WHITE BREAD",
    "DIESEL B7", "USB CABLE", "LED BULB 9W", "BIRTHDAY CARD", "ORANGE JUICE", "Fried Rice", "PARACETAMOL",
    "SCREWS M4 BOX", "PAINT ROLLER", "EGGS 10S", "Cappuccino L", "GIFT WRAP", "BATTERY AA 4S", "PLASTIC BAG",
)  # fmt: skip
CASHIERS = ("01", "USER", "ADMIN", "NUR", "CASHIER 3", "LIM", "MANAGER", "SITI A.", "C012")
NUMBERS = (
    "CS#####",
    "######",
    "INV-######",
    "R####-##",
    "#-######",
    "??########",
    "0000####",
    "OR18########",
    "T1/####",
)
#: Forms of the day on receipts; two digits for the year are the commonest.
DATES = (
    "{d:%d-%m-%y}", "{d:%y-%m-%d}", "{d:%d/%m/%y}", "{d:%d/%m/%y}", "{d:%m/%d/%y}", "({d:%d/%m/%Y})", "{d:%d/%m/%Y}",
    "{d:%d/%m/%Y}", "{d:%Y%m%d}", "{d:%d %b %Y}", "{d:%d-%b-%y}", "{d:%d-%b-%Y}", "{d:%d.%m.%y}", "{d:%d-%m-%Y}",
    "{d:%d.%m.%Y}", "{d:%b %d, %Y}", "{d:%a %d/%m/%y}", "{d:%Y/%m/%d}", "{d.day}/{d.month}/{d.year}",
    "{d.day}-{d.month}-{d:%y}", "{d:%d%b%y}", "{d:%b %d %y}",
)  # fmt: skip
TIMES = (
    "{h:02}:{m:02}",
    "{h:02}:{m:02}:{s:02}",
    "{h12:02}:{m:02}{half}",
    "{h12}:{m:02} {half}",
    "{h12:02}:{m:02}:{s:02} {half}",
)
DATE_LABELS = ("DATE", "Date", "Invoice Date", "BILL DATE", "Dt", "DATE/TIME", "", "", "", "Printed")
LABELS = {
    "receipt number": ("RECEIPT NO", "DOC NO.", "INVOICE NO", "Bill No", "Receipt #", "TRANS NO", "CHECK #", "SLIP NO"),
    "cashier": ("CASHIER", "Cashier", "SERVED BY", "OPERATOR", "CASHIER NAME", "STAFF"),
    "table": ("TABLE", "TBL"),
    "subtotal": ("SUBTOTAL", "SUB TOTAL", "TOTAL EXCL. GST", "NET", "AMOUNT BEFORE TAX"),
    "tax amount": ("GST 6%", "GST", "VAT", "TAX", "TOTAL GST", "ADD GST"),
    "total": ("TOTAL", "GRAND TOTAL", "TOTAL INCL. GST", "AMOUNT DUE", "NET TOTAL", "TOTAL AMOUNT", "Total:"),
    "cash paid": ("CASH", "PAID", "CASH TENDERED", "TENDERED", "PAYMENT", "CASH RECEIVED"),
    "change": ("CHANGE", "CHANGE DUE", "Change", "BALANCE"),
}  # fmt: skip
ASKED: dict[str, dict[str, tuple[str, ...]]] = {
    "date": {
        "keys": ("date", "date", "date", "receipt date", "transaction date", "date of purchase"),
        "plain": ("What is the date?", "When was the purchase made?", "What is the date of the receipt?", "date?"),
    },
    "total": {
        "keys": ("total", "total", "total", "total amount", "grand total"),
        "plain": ("What is the total?", "How much is the total amount?", "What does it cost in total?"),
    },
    "company": {
        "keys": ("company", "company", "company name", "merchant", "vendor", "store name"),
        "plain": ("What is the name of the company?", "Which company issued the receipt?", "Where was this bought?"),
    },
    "address": {
        "keys": ("address", "address", "company address", "store address"),
        "plain": ("What is the address?", "Where is the shop located?"),
    },
    "receipt number": {
        "keys": ("receipt number", "invoice number", "bill number", "document number"),
        "plain": ("What is the receipt number?", "Which number does the receipt have?", "What is the invoice number?"),
    },
    "cashier": {
        "keys": ("cashier", "cashier name", "name of the cashier"),
        "plain": ("Who was the cashier?", "Who served the customer?"),
    },
    "subtotal": {
        "keys": ("subtotal", "amount before tax"),
        "plain": ("What is the subtotal?", "How much is it without tax?"),
    },
    "cash paid": {
        "keys": ("cash paid", "amount tendered", "cash"),
        "plain": ("How much cash was paid?", "What amount did the customer give?"),
    },
    "time": {
        "keys": ("time", "time of purchase"),
        "plain": ("At what time was the purchase made?", "What is the time of the sale?"),
    },
    "telephone": {"keys": ("telephone number", "phone"), "plain": ("What is the telephone number of the shop?",)},
    "tax number": {"keys": ("GST number", "tax number"), "plain": ("What is the tax number of the shop?",)},
    "change": {"keys": ("change", "change given"), "plain": ("How much change was given?", "What is the change?")},
    "tax amount": {
        "keys": ("tax amount", "GST amount", "tax"),
        "plain": ("How much tax is charged?", "What is the amount of tax?"),
    },
}
#: What no receipt of this sort says.
ABSENT = (
    "What is the due date?", "What is the purchase order number?", "Who is the customer?", "What is the bank account?",
    "What is the delivery address?", "What is the discount?", "What is the IBAN?", "What are the payment terms?",
    "Which law governs the sale?", "What is the name of the manager?", "What is the mail address of the shop?",
)  # fmt: skip
