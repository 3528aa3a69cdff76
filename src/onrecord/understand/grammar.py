"""The closed classes of English words that the rules look at, and a few open ones that news is full of."""


def word_set(words: str) -> frozenset[str]:
    """The words of a string as a set."""
    return frozenset(words.split())


DETERMINERS = word_set("the a an this that these those another any each every no some all both several many few most more")
POSSESSIVES = word_set("his her its their our my your")
SUBJECT_PRONOUNS = word_set("he she they it we i you")
PRONOUNS = SUBJECT_PRONOUNS | word_set("him them us me himself herself themselves itself who")
RELATIVES = word_set("who which that whom whose")
SUBORDINATORS = word_set(
    "that because if when while as since although though where which who whom whose what how why whether than unless until"
    " whereas lest"
)
COORDINATORS = word_set("and but or nor yet so")
PREPOSITIONS = word_set(
    "of in for at from with on to by about over under after before during against between among through into onto near within"
    " without across amid despite following since until per via toward towards inside outside behind beyond above below upon"
    " around including regarding concerning like off"
)
AUXILIARIES = word_set(
    "is are was were be been being am has have had having do does did will would can could may might must shall"
    " should 'll 've 'd"
    " isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot couldn't may not"
)
NEGATIONS = word_set(
    "not never n't no longer isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't"
    " cannot couldn't"
) - {"no", "longer"}
BE = word_set("is are was were be been being am 's isn't aren't wasn't weren't")
ADVERBS = word_set(
    "also later then now again further still already just even once twice often always never soon only too first"
    " earlier recently"
    " however meanwhile instead today yesterday tomorrow tonight once so not thus therefore reportedly allegedly"
    " long ever perhaps maybe rather itself himself herself themselves yet long-since"
)
INTRODUCTORY = ADVERBS | word_set(
    "but and yet so or meanwhile however moreover furthermore additionally nevertheless nonetheless still besides otherwise"
    " elsewhere separately similarly likewise hence overall ultimately finally update simultaneously"
)
DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun")
MONTHS = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept"
    " oct nov dec"
)
TIME_WORDS = (
    DAYS
    | MONTHS
    | word_set(
        "today yesterday tomorrow tonight week weeks month months year years day days morning afternoon evening"
        " night hours weekend"
        " noon midday midnight summer winter spring autumn last next ago earlier later late early previous hour minutes"
    )
)
# Verbs that are common in news and say nothing: where one stands, a noun phrase has ended.
FINITE = word_set(
    "went came took made got gave left began became fell rose ran held led kept stood lost won met saw brought sent built cut"
    " put hit set broke drew grew paid sold spent struck threw drove fled flew fought hid knew lay sat spoke"
    " spread stole thought shut withdrew felt sank shook swept tore taught heard quit rode sang woke wept overthrew overcame"
    " wore goes comes takes makes gets gives leaves begins becomes remains remain appears seems includes contains"
    " continues turns"
    " moves lies stands brings keeps happens declined declines"
)
PERSON_TITLES = word_set(
    "mr mr. mrs mrs. ms ms. miss dr dr. sir lord lady dame prof prof. rev rev. hon judge justice sheikh king queen prince"
    " princess pope saint st gen gen. lt lt. col col. maj maj. sgt sgt. capt capt. adm adm. gov gov. sen sen. rep rep. cmdr"
    " general colonel major captain admiral lieutenant sergeant brigadier commander senator governor representative"
    " congressman congresswoman professor doctor president premier chancellor minister secretary mayor ambassador cardinal"
    " bishop archbishop imam ayatollah"
)
MALE_TITLES = word_set("mr mr. sir lord king prince pope congressman")
FEMALE_TITLES = word_set("mrs mrs. ms ms. miss lady dame queen princess congresswoman")
PERSON_ROLES = PERSON_TITLES | word_set(
    "spokesman spokeswoman spokesperson chief chairman chairwoman chairperson chair head leader director boss executive officer"
    " official analyst expert scientist researcher economist lawyer attorney prosecutor lawmaker legislator politician envoy"
    " diplomat adviser advisor aide manager founder owner editor reporter journalist correspondent author historian activist"
    " campaigner candidate nominee deputy vice-president speaker prime treasurer coordinator administrator inspector detective"
    " sheriff constable superintendent soldier fighter resident witness eyewitness survivor neighbour neighbor farmer fisherman"
    " worker student teacher doctor nurse engineer geologist physicist biologist meteorologist geophysicist hydrologist"
    " president-elect counsel delegate negotiator man woman boy girl mother father brother sister son daughter wife husband"
    " widow columnist critic strategist pollster fellow associate member source insider veteran pastor priest ceo cfo coo"
    " commissioner councillor councilman councilwoman chancellor magistrate operator driver pilot trader investor contractor"
    " consultant specialist volunteer commander-in-chief co-founder co-author whistleblower captain trustee registrar warden"
    " paramedic physician surgeon cardiologist neurologist oncologist pathologist toxicologist epidemiologist virologist"
    " psychiatrist psychologist therapist pharmacist dentist midwife carer coroner examiner bodyguard juror defendant"
    " plaintiff claimant barrister solicitor bailiff translator interpreter photographer cameraman filmmaker singer musician"
    " actor actress artist poet novelist architect programmer hacker publisher producer presenter blogger coach player athlete"
    " astronaut astronomer chemist mathematician statistician archaeologist anthropologist sociologist oceanographer"
    " seismologist volcanologist ecologist zoologist botanist policeman policewoman firefighter lifeguard ranger"
    " shopkeeper clerk cashier electrician mechanic miner sailor waiter cleaner housekeeper nanny"
    " pensioner refugee prisoner inmate detainee teenager cousin uncle aunt nephew niece grandmother grandfather girlfriend"
    " boyfriend colleague rabbi vicar cleric preacher nun monk ombudsman principal headteacher"
)
GROUP_NOUNS = word_set(
    "officials sources people experts scientists analysts activists protesters residents witnesses eyewitnesses lawmakers"
    " politicians diplomats observers investigators researchers engineers aides advisers critics opponents"
    " supporters authorities"
    " police prosecutors soldiers troops rebels voters leaders ministers executives managers workers families villagers"
    " crowd crowds chorus mob mobs groups organisations organizations agencies charities firms banks unions ministries"
    " councils universities watchdogs regulators newspapers"
    " commentators economists lawyers doctors students others some many both sides parties countries nations states governments"
    " companies campaigners reporters journalists correspondents members monitors inspectors teams delegations spokesmen"
    " spokespeople spokespersons republicans democrats conservatives liberals senators congressmen allies generals commanders"
    " farmers fishermen neighbours neighbors locals survivors relatives parents women men americans"
)
ORGANISATION_NOUNS = word_set(
    "ministry government army military navy police company firm group party council committee commission agency"
    " department office"
    " court union bank university institute organisation organization association foundation federation parliament congress"
    " senate house administration campaign team panel authority bureau board regime opposition coalition network newspaper"
    " magazine broadcaster station channel website corporation giant major operator airline watchdog regulator charity"
    " observatory embassy delegation mission task force staff guard service command headquarters staff cabinet assembly"
    " movement militia faction troupe hospital school church kremlin presidency state city county council utility trust"
    " cooperative society club league alliance chamber secretariat inquiry tribunal jury consortium laboratory lab"
)
DOCUMENT_NOUNS = word_set(
    "report reports document documents study studies poll polls survey surveys letter letters statement statements"
    " footage video"
    " videos memo memos email emails data figures findings results analysis paper papers article articles map maps image images"
    " photographs photos records record review assessment audit filing filings transcript recording recordings book chart"
    " estimates estimate evidence agreement treaty resolution law bill ruling order plan tweet post documentary research"
    " test tests samples leaflet brochure file files log logs dossier bulletin notice readings calculations"
    " motion petition declaration communique accord pact tape tapes listing manifesto guidelines constitution"
)


def is_role(low: str) -> bool:
    """Whether a word in lower case is a person's role or title, compounds ("secretary-general") too."""
    return low in PERSON_ROLES or ("-" in low and any(part in PERSON_ROLES for part in low.split("-")))
