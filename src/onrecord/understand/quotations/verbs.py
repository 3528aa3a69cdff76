"""The verbs and nouns that attribute, with their forms, their complements and the stance they express.

Frames, one letter each:
    c  a clause, with or without "that" ("said the bridge was safe")
    t  a clause with "that" only
    n  a noun phrase that is itself what is stated ("condemned the attack")
    i  an infinitive ("threatened to leave")
    o  an object with an infinitive or a preposition ("urged the mayor to resign", "blamed the storm on")
    a  an addressee before the clause ("told reporters")
    q  may stand before or after a quotation without more
"""

from typing import NamedTuple

from onrecord.model import Stance
from onrecord.understand.grammar import word_set


class Verb(NamedTuple):
    """A verb that attributes: its lemma, frames, stance, and the prepositions that make it one."""

    lemma: str
    frames: str
    stance: Stance
    prepositions: tuple[str, ...] = ()


class Form(NamedTuple):
    """A verb in one of its forms: "base", "s", "past" or "ing"."""

    verb: Verb
    form: str


_ASSERTS = """say cq; tell acq; add cq; state cnq; claim cniq; argue cnq; assert cnq; believe c; think c; know c; feel c;
note cnq; report cnq; announce cnq; declare cnq; explain cnq; write cq; tweet cnq; post nq; suggest cnq; indicate cn; imply cn;
acknowledge cnq; admit cnq; concede cnq; confirm cnq; reveal cn; disclose cn; show cn; find c; conclude cn;
estimate cno; predict cnq;
forecast cno; expect cno; anticipate cn; hope ci; fear cn; worry cq; warn acnoq; caution acq; allege cn; maintain c;
contend cnq;
stress cnq; emphasise cnq; emphasize cnq; underscore cn; underline cn; highlight cn; reiterate cnq; repeat cnq; remark cq;
comment cq; observe cq; recall cnq; respond cq; reply cq; answer cq; mention cn; complain cq; lament cnq; insist cq; affirm cn;
assess c; calculate cn; determine c; inform ac; notify ac; remind aco; advise aco; testify cq; inform ac; boast cq;
joke cq; quip cq;
rule ct; accept t;
shout cq; scream cq; cry q; whisper cq; chant q; yell cq; mutter q; continue q; begin q; conclude cnq; sum q; read q;
recount cn;
condemn n; criticise n; criticize n; denounce n; welcome n; praise n; hail n; applaud n; slam n; blast n; decry n; mock n;
blame on; accuse o; describe o; call o; label o; brand o; dub o; portray o; characterise o; characterize o; thank n; cite n;
support n; oppose n; endorse n; favour n; favor n; defend n; back n; signal cn; detail n; depict n; express n; voice n;
consider on; regard o; deem o; see t; hear t; learn t; realise ct; realize ct; recommend cn; speculate c; surmise c; posit c;
reckon c; guess c; suspect cn; assume t; judge c; foresee cn; project cno; demonstrate c; prove c; document cn; outline n;
set t; understand t; agree t; attest c; swear ct; profess c; proclaim cn; pronounce no; point t; inform ac; concur c;
interject q;
opine cq; muse q; counter cq; retort q; elaborate q;
verify cn; corroborate cn; clarify cq; specify cn; brief n; echo n; deplore n; regret cn;
urge oq; hint c; float n; attribute o; ascribe o; credit o; compare o; liken o; dispute n; record cn; summarise n;
summarize n"""
_DENIES = (
    "deny cni; reject n; dispute cn; contest cn; refute cn; rebut n; dismiss no; repudiate n; disavow n; "
    "disagree t; refuse i; rebuff n; disown n"
)
_ORDERS = """order no; command o; instruct o; urge o; demand cni; ask o; implore o; exhort o; direct o; request cn;
propose cniq;
want oi; advocate n; encourage o; beg o; require t; appeal o; seek n; plead q; forbid o; warn i"""
_PROMISES = """promise cniq; pledge cniq; vow cniq; threaten cni; agree i; offer i; guarantee cn; assure ac; commit i;
undertake i; swear i;
plan i; intend i; volunteer i"""
_QUESTIONS = "question n; doubt cn; wonder cq; ask acq; query nq; inquire cq; enquire cq"
# With the preposition part of the cue: "called for an end".
_PREPOSITIONAL = """call for,on,upon orders; hint at asserts; insist on,upon orders; push for orders; press for orders;
appeal for,to orders;
warn of,against,about asserts; complain of,about asserts; point to,out asserts; refer to asserts; speak of asserts;
talk of asserts;
agree to,on,with promises; object to denies; allude to asserts; boast of asserts; plead for orders; ask for orders;
commit to promises;
argue for,against asserts; decide on asserts; rail against asserts; lash out asserts; speculate about asserts;
campaign for orders;
worry about asserts; hope for asserts; lay out asserts; spell out asserts; set out asserts; rule out denies; vow to promises;
advocate for orders; vote for,against asserts; joke about asserts; hit back asserts; comment on,about asserts;
complain to asserts"""

_IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "think": ("thinks", "thought", "thinking"),
    "know": ("knows", "knew", "knowing", "known"),
    "feel": ("feels", "felt", "feeling"),
    "write": ("writes", "wrote", "writing", "written"),
    "find": ("finds", "found", "finding"),
    "show": ("shows", "showed", "showing", "shown"),
    "see": ("sees", "saw", "seeing", "seen"),
    "hear": ("hears", "heard", "hearing"),
    "learn": ("learns", "learned", "learning", "learnt"),
    "swear": ("swears", "swore", "swearing", "sworn"),
    "read": ("reads", "read", "reading"),
    "begin": ("begins", "began", "beginning"),
    "foresee": ("foresees", "foresaw", "foreseeing", "foreseen"),
    "forecast": ("forecasts", "forecast", "forecasting"),
    "forbid": ("forbids", "forbade", "forbidding", "forbidden"),
    "understand": ("understands", "understood", "understanding"),
    "undertake": ("undertakes", "undertook", "undertaking", "undertaken"),
    "speak": ("speaks", "spoke", "speaking", "spoken"),
    "set": ("sets", "set", "setting"),
    "lay": ("lays", "laid", "laying"),
    "put": ("puts", "put", "putting"),
    "seek": ("seeks", "sought", "seeking"),
    "hit": ("hits", "hit", "hitting"),
    "prove": ("proves", "proved", "proving", "proven"),
    "plead": ("pleads", "pleaded", "pleading", "pled"),
    "mean": ("means", "meant", "meaning"),
    "commit": ("commits", "committed", "committing"),
    "admit": ("admits", "admitted", "admitting"),
    "quip": ("quips", "quipped", "quipping"),
    "brand": ("brands", "branded", "branding"),
    "slam": ("slams", "slammed", "slamming"),
    "dub": ("dubs", "dubbed", "dubbing"),
    "beg": ("begs", "begged", "begging"),
    "plan": ("plans", "planned", "planning"),
    "refer": ("refers", "referred", "referring"),
    "infer": ("infers", "inferred", "inferring"),
    "concur": ("concurs", "concurred", "concurring"),
    "rebut": ("rebuts", "rebutted", "rebutting"),
    "signal": ("signals", "signalled", "signalling", "signaled", "signaling"),
    "label": ("labels", "labelled", "labelling", "labeled", "labeling"),
    "regret": ("regrets", "regretted", "regretting"),
    "lie": ("lies", "lied", "lying"),
}
# Forms that are nouns or adjectives at least as often.
AMBIGUOUS = word_set(
    "claim claims report reports call calls order orders demand demands state states pledge pledges plan plans"
    " hope hopes fear fears"
    " estimate estimates blame promise promises request requests threat proposal doubt doubts question questions"
    " note notes comment"
    " comments show shows project projects record records document documents brief back support supports favor"
    " favour label brand"
    " post posts set sets put find finds point points command commands appeal appeals press signal signals address forecast"
    " forecasts warning finding findings reading read reads answer reply cry shout vote votes judge judges worry worries charge"
    " assessment thanks rule rules credit credits echo echoes view views counter offer offers advocate advocates dispute"
    " disputes query guess"
    " remark remarks mention detail details outline welcome speaking direct intended known seek slam blast mock"
    " warrant associate"
    " campaign campaigns tweet tweets vow vows highlight highlights determined expected understood considered"
    " committed concerned"
    " urge urges guarantee guarantees regard regards compliment volunteer volunteers talk talks lament laments begin read sum"
    " suspect suspects testimony saying calling meaning feeling understanding beginning"
)
# what "according to" names no source with
MANNERS = word_set("plan plans schedule form type script tradition custom protocol need needs ability taste size rank age")
REPORTING = frozenset({"report", "cite", "quote", "write"})
# verbs that name a paper or a person without telling what it says
POINTING = frozenset({"refer", "cite", "point", "mention", "highlight", "quote"})
DOUBTFUL_SUBJECT = word_set(
    "show find reveal suggest indicate demonstrate prove confirm document record depict read put detail require"
)

# Nouns that carry a statement when "that", "of", "for" or "to" follows.
NOUNS: dict[str, Stance] = {
    **dict.fromkeys(
        sorted(
            word_set(
                "claim claims charge charges allegation allegations accusation accusations assertion assertions report reports"
                " fear fears concern concerns"
                " worry worries belief suggestion suggestions speculation rumour rumours rumor rumors estimate"
                " warning warnings hope hopes"
                " view statement argument narrative admission conclusion prediction indication indications"
                " suspicion suspicions expectation"
                " insistence opinion announcement acknowledgement evidence conviction"
            )
        ),
        "asserts",
    ),
    **dict.fromkeys(("denial", "denials", "rejection", "refusal"), "denies"),
    **dict.fromkeys(("call", "calls", "demand", "demands", "order", "appeal", "request", "plea", "pleas"), "orders"),
    **dict.fromkeys(
        (
            "promise",
            "promises",
            "pledge",
            "pledges",
            "threat",
            "threats",
            "commitment",
            "vow",
            "assurance",
            "assurances",
            "offer",
        ),
        "promises",
    ),
    **dict.fromkeys(("doubt", "doubts", "question", "questions"), "questions"),
}
# "is expected to", "it is believed that": a statement whose source the text does not name.
UNNAMED = word_set(
    "expected believed thought reported understood alleged estimated feared rumoured rumored anticipated considered said known"
    " claimed presumed suspected assumed charged argued suggested accused"
)


def _inflect(lemma: str) -> tuple[tuple[str, str], ...]:
    if lemma in _IRREGULAR:
        s, past, ing, *more = _IRREGULAR[lemma]
        extra = [(form, "ing" if form.endswith("ing") else "past") for form in more]
        return ((lemma, "base"), (s, "s"), (past, "past"), (ing, "ing"), *extra)
    if lemma.endswith("e"):
        return ((lemma, "base"), (lemma + "s", "s"), (lemma + "d", "past"), (lemma[:-1] + "ing", "ing"))
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return ((lemma, "base"), (lemma[:-1] + "ies", "s"), (lemma[:-1] + "ied", "past"), (lemma + "ing", "ing"))
    s = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    return ((lemma, "base"), (s, "s"), (lemma + "ed", "past"), (lemma + "ing", "ing"))


def _entries() -> list[Verb]:
    found: list[Verb] = []
    tables: tuple[tuple[str, Stance], ...] = (
        (_DENIES, "denies"),
        (_PROMISES, "promises"),
        (_QUESTIONS, "questions"),
        (_ORDERS, "orders"),
        (_ASSERTS, "asserts"),
    )
    for table, stance in tables:
        for row in table.replace("\n", " ").split(";"):
            lemma, frames = row.split()
            found.append(Verb(lemma, frames, stance))
    return found


def _make_forms() -> dict[str, tuple[Form, ...]]:
    table: dict[str, tuple[Form, ...]] = {}
    for verb in _entries():
        for form, kind in _inflect(verb.lemma):
            table[form] = (*table.get(form, ()), Form(verb, kind))
    for row in _PREPOSITIONAL.replace("\n", " ").split(";"):
        lemma, prepositions, stance = row.split()
        verb = Verb(lemma, "n", stance, tuple(prepositions.split(",")))  # type: ignore[arg-type]
        for form, kind in _inflect(lemma):
            table[form] = (Form(verb, kind), *table.get(form, ()))
    return table


FORMS = _make_forms()
"""The verbs that each word in lower case can be a form of; those that need a preposition first."""
FINITE_FORMS = frozenset(word for word, forms in FORMS.items() if any(f.form in ("past", "s") for f in forms))


def forms_of(word: str) -> tuple[Form, ...]:
    """The verbs that a word in lower case can be a form of; those that need a preposition first."""
    return FORMS.get(word, ())
