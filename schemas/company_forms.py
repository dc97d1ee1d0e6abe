"""The legal forms of companies, which two names may share, and of which one may lack the other's."""

import re

#: In small letters, a word each, without full stops.
COMPANY_FORMS = frozenset(
    re.findall(
        r"\w+",
        "inc incorporated corp corporation co company llc lc llp lp plc ltd limited gmbh ag kg ug sa sas sarl srl spa "
        "nv bv ab oy as aps kft pty bhd sdn",
    )
)
