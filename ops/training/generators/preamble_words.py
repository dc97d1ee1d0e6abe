"""What first pages of agreements are made of, and how one asks about them."""

#: Title and the roles of two parties.
KINDS = (
    ("License Agreement", "Licensor", "Licensee"), ("Distribution Agreement", "Company", "Distributor"),
    ("Supply Agreement", "Supplier", "Purchaser"), ("Master Services Agreement", "Client", "Provider"),
    ("Consulting Agreement", "Company", "Consultant"), ("Franchise Agreement", "Franchisor", "Franchisee"),
    ("Employment Agreement", "Employer", "Executive"), ("Endorsement Agreement", "Sponsor", "Endorser"),
    ("Joint Venture Agreement", "First Venturer", "Second Venturer"), ("Hosting Agreement", "Host", "Customer"),
    ("Asset Purchase Agreement", "Seller", "Buyer"), ("Maintenance Agreement", "Owner", "Contractor"),
    ("Reseller Agreement", "Vendor", "Reseller"), ("Loan Agreement", "Lender", "Borrower"),
    ("Software Development Agreement", "Customer", "Developer"), ("Outsourcing Agreement", "Client", "Vendor"),
    ("Non-Disclosure Agreement", "Disclosing Party", "Receiving Party"), ("Agency Agreement", "Principal", "Agent"),
    ("Manufacturing Agreement", "Buyer", "Manufacturer"), ("Transportation Agreement", "Shipper", "Carrier"),
    ("Co-Branding Agreement", "Operator", "Partner"), ("Promotion Agreement", "Promoter", "Advertiser"),
    ("Sublease", "Sublandlord", "Subtenant"), ("Cooperation Agreement", "Institute", "Company"),
    ("Content License and Marketing Agreement", "Publisher", "Portal"), ("Storage Agreement", "Depositor", "Keeper"),
)  # fmt: skip
THIRD_ROLES = ("Guarantor", "Parent", "Escrow Holder", "Trustee")
ROLES_ABSENT = ("insurer", "arbitrator", "auditor", "broker", "surety", "notary", "bank", "administrator")
ORDINALS = (("First", 1), ("Second", 2), ("Third", 3), ("Fourth", 4), ("Fifth", 5))
HEADERS = (
    "EXHIBIT {n}", "Exhibit {n}", "EXHIBIT {n}\n\nEXECUTION VERSION", "CONFIDENTIAL", "Ref. {d}", "Annex {n}",
    "File no. {d}\nPage 1", "EX-{n}", "Draft for discussion", "CONFORMED COPY",
)  # fmt: skip
#: How long agreements run, and how long before their end one says so.
TERMS = (
    "three (3) years", "five years", "10 years", "twenty-four (24) months", "18 months", "one (1) year", "one year",
    "two (2) years", "twelve months", "seven years", "six (6) months", "four (4) years", "36 months", "fifteen years",
)  # fmt: skip
NOTICES = (
    "ninety (90) days", "thirty (30) days", "60 days", "six (6) months", "45 days", "180 days", "fifteen (15) days",
    "four (4) weeks", "three months", "ten (10) business days", "sixty (60) days", "30 days", "120 days", "14 days",
)  # fmt: skip
RECITALS = (
    "{a} and {b} have worked together for some time and wish to put their dealings on a firm footing;",
    "{b} has declared itself willing to take part upon the terms set out below;",
    "{a} is active in a field in which {b} has knowledge and means of its own;",
    "the boards of both have consented to the conclusion of this Agreement;",
    "{a} owns certain rights and materials which {b} desires to use;",
    "it is in the interest of {a} and of {b} to lay down their rights and duties in writing;",
    "talks between {a} and {b} began in the spring and have come to a good end;",
)
#: Sections with values that answer nothing that is asked.
OTHERS = (
    ("Payment", "Invoices are payable within {period} of receipt. A first instalment of {money} falls due on {date}."),
    ("Breach", "A party in breach has {period} in which to cure it, counted from the day on which it learns of it."),
    ("Records", "Accounts shall be kept for {years} at the office of {a} in {state} and may be inspected there."),
    ("Notices", "Notices to {a} go to its office in {state}, to the attention of its president."),
    ("Delivery", "The first consignment leaves the warehouse in {state} on {date}."),
    ("Warranty", "Defects that show within {years} of delivery are made good without charge."),
    ("Schedules", "The price list of {date} and the specifications are attached and form part of this Agreement."),
    ("Deposit", "{a} lodges {money} as security, which is released {period} after the last delivery."),
    ("Confidentiality", "What one party learns of the business of the other is kept secret for {years}."),
    ("Authority", "{a} confirms that its board has approved this Agreement by a resolution of {date}."),
    ("Severability", "If a provision is held to be invalid, the others remain in force."),
    ("Counterparts", "This Agreement may be signed in counterparts, which together are one instrument."),
)
DEFINITIONS = (
    '"Affiliate" means any entity that controls, is controlled by or is under common control with a party.',
    '"Business Day" means a day other than a Saturday, a Sunday or a public holiday.',
    '1.1 "Territory" means the countries listed in Schedule 2.\n1.2 "Products" means the goods listed in Schedule 1.',
    'In this Agreement "Losses" includes costs and expenses, and headings are for convenience only.',
    '"Person" includes a natural person, a partnership and a body corporate.',
)
PARTIES_ASKED = (
    "Who are the parties to the agreement?", "Who are the parties?", "What are the names of the parties?",
    "Who are the parties to this contract?", "Between which parties is the agreement made?",
    "Name the parties to the agreement.", "Which parties have entered into the agreement?",
)  # fmt: skip
TITLE_ASKED = (
    "What is the title of the agreement?", "What is the name of the agreement?", "What is the agreement called?",
    "What kind of agreement is this?", "What is the document name?", "What is the title of the contract?",
    "What is the name of the contract?", "What is the title?", "What is the name of the document?",
)  # fmt: skip
DATE_ASKED = (
    "What is the date of the agreement?", "What is the agreement date?", "What is the date of the contract?",
)  # fmt: skip
EFFECTIVE_ASKED = (
    "What is the effective date?", "When does the agreement take effect?", "From what date is the agreement effective?",
    "When does the contract become effective?", "What is the effective date of the agreement?",
)  # fmt: skip
EXPIRY_ASKED = (
    "What is the expiration date?", "When does the agreement expire?", "On what date does the agreement end?",
    "On what date does the contract expire?", "What is the expiry date of the agreement?", "When does it end?",
)  # fmt: skip
TERM_ASKED = (
    "What is the term of the agreement?", "How long does the agreement run?", "For how long is the agreement made?",
    "What is the initial term?", "What is the duration of the contract?",
)  # fmt: skip
RENEWAL_ASKED = (
    "What is the renewal term?", "For how long is the agreement renewed?", "How long is a renewal period?",
)  # fmt: skip
NOTICE_ASKED = (
    "What is the notice period?", "How much notice must be given to terminate?", "On what notice may it be terminated?",
    "What is the notice period for termination?",
)  # fmt: skip
LAW_ASKED = (
    "What is the governing law?", "Which law governs the agreement?", "Under which law is the agreement construed?",
    "Which state's or country's law governs the contract?", "Which law applies to the agreement?",
)  # fmt: skip
LAW_SAID = (
    "This Agreement shall be governed by the laws of {}.", "The laws of {} govern this Agreement.",
    "This Agreement is to be construed in accordance with the laws of {}, without regard to conflicts of laws.",
    "This agreement is subject to the law of {}; the courts at the seat of the defendant are competent.",
)  # fmt: skip
