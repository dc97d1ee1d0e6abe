"""Policies about personal data, and what others say to the contrary."""

from ops.training.generators.clauses.topic import Topic

# fmt: off
PRIVACY = (
    Topic(
        "Information we collect", "the personal information that is collected", "gather",
        (
            "the company collects personal information of its users",
            "details such as a name or an e-mail address are gathered",
        ),
        ("the company collects no personal information",),
        ("Does the company collect personal information?", "Are names or contact details of users gathered?",),
        ("Can the service be used without any personal data being collected?",),
        (
            "When you open an account we ask for your name, e-mail address and telephone number, and we record "
            "the pages that you visit.",
            "Our application gathers the information that you type in, such as your date of birth and postal "
            "address, and your approximate location.",
            "To place an order you must give us your name, your address and the number of your telephone.",
        ),
        (
            "We do not collect personal information. The application works on your device alone and sends us "
            "nothing that could tell us who you are.",
            "You can use our pages without giving your name, and we gather no data about you, neither through "
            "forms nor through cookies.",
            "We ask for no name and no address and keep no record of who you are.",
        ),
    ),
    Topic(
        "Sharing with others", "the sharing of information with third parties", "gather",
        (
            "the company shares personal information with third parties",
            "user data may be passed on to partners or advertisers",
        ),
        ("the company does not pass user data to anyone",),
        (
            "Does the company share user information with third parties?",
            "May partners of the company receive data about users?",
        ),
        ("Does the company keep user data strictly to itself?",),
        (
            "We may share your contact details and purchase history with advertising partners and with companies "
            "that carry out services for us.",
            "Selected business partners receive information about your use of our site so that they can show you "
            "offers of interest.",
            "We pass your e-mail address to our advertisers and to other companies of their groups.",
        ),
        (
            "We do not sell, rent or otherwise disclose your information to anybody outside our company, and that"
            " includes advertisers.",
            "What we know about you stays with us; it is not handed to third parties of any sort.",
            "Your e-mail address is seen by us alone; advertisers and other companies do not get it.",
        ),
    ),
    Topic(
        "How long we keep data", "how long data is kept", "erase",
        ("personal data is kept for a limited time only", "data is erased once a certain time has passed",),
        ("personal data is kept without limit of time",),
        ("Is user data deleted after a certain time?",),
        ("Is user data kept for ever?",),
        (
            "We retain account information for {years} after your last visit, after which it is erased or made "
            "anonymous.",
            "Messages to our support desk are stored for {months} and then deleted; server logs are kept for {days}.",
            "After {months} without a visit your data is wiped from our systems.",
        ),
        (
            "We keep the information that we hold about you indefinitely, even after your account has been closed.",
            "There is no date on which your information is deleted: we store it for an unlimited time.",
            "Your data stays on our systems for ever; we never wipe it.",
        ),
    ),
    Topic(
        "Your choices", "choices of users, such as opting out", "choice",
        ("users can opt out of marketing messages", "users have a choice whether they receive promotional messages",),
        ("users cannot opt out of promotional messages",),
        ("Can users opt out of marketing messages?", "Is there a way to stop promotional e-mails?",),
        ("Do users have to put up with promotional messages?",),
        (
            "If you no longer wish to receive our newsletter, follow the link at the foot of any message, or "
            "change the setting in your profile.",
            "You may at any time tell us to stop using your details for advertising, by mail or by telephone, and"
            " we will do so within {days}.",
            "Untick the box in your settings and we will send you no more offers.",
        ),
        (
            "Promotional messages are part of the service. It is not possible to unsubscribe from them while you "
            "have an account.",
            "By registering you agree to receive offers from us by e-mail, and we provide no means of opting out.",
            "Offers are sent to every user, and you cannot ask us to leave you out.",
        ),
    ),
    Topic(
        "How we protect information", "security measures that protect data", "",
        (
            "the company takes measures to protect the data of its users",
            "data is protected by encryption or other safeguards",
        ),
        ("no security measures are taken for the data",),
        ("Is user data protected by security measures?",),
        ("Is user data left without protection?",),
        (
            "All traffic between your browser and our servers is encrypted, passwords are stored in hashed form, "
            "and access is limited to trained staff.",
            "We maintain firewalls, locked premises and regular tests against intrusion in order to keep your "
            "information safe.",
            "We guard your data by encryption, by passwords and by alarms in our computer rooms.",
        ),
        (
            "We take no steps to secure what you submit: it travels unencrypted, is stored in the clear, and is "
            "sent at your own risk.",
            "The forum has no security measures, neither encryption nor control of access, so do not post what "
            "you wish to keep private.",
            "Your data is neither encrypted nor otherwise guarded against theft.",
        ),
    ),
    Topic(
        "Access and deletion", "the right of users to see, correct or delete their data", "choice erase",
        ("users can see, correct or delete their data", "users may demand the deletion of their account data",),
        ("users have no means of correcting or deleting their data",),
        (
            "Can users have their personal data deleted?",
            "Are users able to see and correct what is stored about them?",
        ),
        ("Is it impossible for users to delete what they have submitted?",),
        (
            "You can review and amend your details on the settings page, and you may ask us at any time to erase "
            "your account with all that belongs to it.",
            "On request we send you a copy of the data that we hold about you; we correct what is wrong and "
            "delete what you want deleted.",
            "Write to us and we will show you your data, put it right, or delete it as you wish.",
        ),
        (
            "Once submitted, information cannot be viewed, changed or removed by you, and we do not act on "
            "requests to do so.",
            "Entries are final. We offer no means by which you could inspect, correct or delete what we have stored.",
            "We neither show you your data nor correct or delete it, even if you write to us.",
        ),
    ),
    Topic(
        "Do Not Track signals", "do-not-track signals of browsers", "gather",
        (
            "the company honours do-not-track signals",
            "tracking is switched off where a browser sends a do-not-track signal",
        ),
        ("the company ignores do-not-track signals",),
        ("Does the site respect do-not-track signals?",),
        ("Are do-not-track settings of the browser without effect?",),
        (
            "If your browser sends a Do Not Track signal, we disable analytics and advertising cookies for your visit.",
            "We honour Do Not Track headers: visitors who send them are not followed from page to page.",
            "A browser that asks not to be tracked is not tracked by us.",
        ),
        (
            "Our pages do not respond to Do Not Track signals, and your visit is recorded in the same way with or"
            " without them.",
            "Since there is no agreed standard for Do Not Track, we disregard such signals at present.",
            "A browser that asks not to be tracked is tracked by us all the same.",
        ),
    ),
    Topic(
        "Children", "information about children", "gather erase",
        (
            "the service is not meant for children and does not knowingly collect their data",
            "no data of children is knowingly collected",
        ),
        ("children may register and their data is collected",),
        ("Does the company refrain from knowingly collecting data of children?",),
        ("Can children open an account and give their data?",),
        (
            "Our site is not directed to persons under {age}, and we do not knowingly collect information from "
            "them; if we learn that we have, we delete it.",
            "Nobody younger than {age} may register. Where a parent tells us that a child has done so, we remove "
            "the account with its data.",
            "The service is for adults; we do not knowingly accept the data of anyone under {age}.",
        ),
        (
            "Children of any age are welcome to open an account, for which we ask for their name, school and birthday.",
            "The games are made for pupils under {age}, and we collect the first name, the age and the scores of "
            "each child who plays.",
            "Boys and girls under {age} may sign up by giving us their name and address.",
        ),
    ),
    Topic(
        "Changes to this policy", "changes of the policy and how users are told", "",
        ("users are notified of changes to the policy", "the company tells its users when the policy changes",),
        ("the policy may be changed without any notice to users",),
        ("Are users notified when the policy changes?",),
        ("Can the policy change without users being told?",),
        (
            "If we alter this policy in a way that matters, we send an e-mail to every account holder at least "
            "{days} before the new version applies.",
            "We announce amendments by a notice on the home page and by a message to you, and show the date of "
            "the last revision at the top.",
            "Before a new version of this policy applies, each user gets a message that sets out what is new.",
        ),
        (
            "We may rewrite this policy at any time without telling you. It is for you to check this page from "
            "time to time.",
            "Amendments take effect the moment they are made, and we send no notice of them.",
            "New versions of this policy apply at once, and no message about them is sent to users.",
        ),
    ),
    Topic(
        "Cookies", "the use of cookies", "gather",
        ("the site uses cookies", "small files are stored on the devices of visitors",),
        ("the site sets no cookies",),
        ("Are cookies used?",),
        ("Is the site free of cookies?",),
        (
            "Our pages place cookies on your computer, which remember your language and count your visits.",
            "We and our analytics provider use cookies and similar files in your browser in order to recognise "
            "you when you come back.",
            "Cookies help us to keep you signed in and to see which pages are popular.",
        ),
        (
            "We set no cookies at all, neither our own nor those of others, and store nothing in your browser.",
            "This site works without cookies or comparable techniques.",
            "You will find no cookies from us on your device.",
        ),
    ),
)
# fmt: on
