"""Countries with the adjectives and the capitals that news calls them by, and the abbreviations everybody knows.

Source: the member and observer states of the United Nations; names as English-language news has them.
"""

from collections.abc import Iterable

_COUNTRIES = """Afghanistan|Afghan|Kabul;Albania|Albanian|Tirana;Algeria|Algerian|Algiers;Andorra|Andorran|Andorra la Vella;
Angola|Angolan|Luanda;Argentina|Argentine|Buenos Aires;Armenia|Armenian|Yerevan;Australia|Australian|Canberra;
Austria|Austrian|Vienna;Azerbaijan|Azerbaijani|Baku;Bahamas|Bahamian|Nassau;Bahrain|Bahraini|Manama;
Bangladesh|Bangladeshi|Dhaka;Barbados|Barbadian|Bridgetown;Belarus|Belarusian|Minsk;Belgium|Belgian|Brussels;
Belize|Belizean|Belmopan;Benin|Beninese|Porto-Novo;Bhutan|Bhutanese|Thimphu;Bolivia|Bolivian|La Paz;
Bosnia|Bosnian|Sarajevo;Botswana|Botswanan|Gaborone;Brazil|Brazilian|Brasilia;Brunei|Bruneian|Bandar Seri Begawan;
Bulgaria|Bulgarian|Sofia;Burkina Faso|Burkinabe|Ouagadougou;Burundi|Burundian|Gitega;Cambodia|Cambodian|Phnom Penh;
Cameroon|Cameroonian|Yaounde;Canada|Canadian|Ottawa;Cape Verde|Cape Verdean|Praia;Chad|Chadian|N'Djamena;
Chile|Chilean|Santiago;China|Chinese|Beijing;Colombia|Colombian|Bogota;Comoros|Comorian|Moroni;Congo|Congolese|Kinshasa;
Costa Rica|Costa Rican|San Jose;Croatia|Croatian|Zagreb;Cuba|Cuban|Havana;Cyprus|Cypriot|Nicosia;
Czech Republic|Czech|Prague;Denmark|Danish|Copenhagen;Djibouti|Djiboutian|Djibouti City;Dominica|Dominican|Roseau;
Dominican Republic|Dominican|Santo Domingo;East Timor|Timorese|Dili;Ecuador|Ecuadorian|Quito;Egypt|Egyptian|Cairo;
El Salvador|Salvadoran|San Salvador;Eritrea|Eritrean|Asmara;Estonia|Estonian|Tallinn;Eswatini|Swazi|Mbabane;
Ethiopia|Ethiopian|Addis Ababa;Fiji|Fijian|Suva;Finland|Finnish|Helsinki;France|French|Paris;Gabon|Gabonese|Libreville;
Gambia|Gambian|Banjul;Georgia|Georgian|Tbilisi;Germany|German|Berlin;Ghana|Ghanaian|Accra;Greece|Greek|Athens;
Grenada|Grenadian|St George's;Guatemala|Guatemalan|Guatemala City;Guinea|Guinean|Conakry;Guyana|Guyanese|Georgetown;
Haiti|Haitian|Port-au-Prince;Honduras|Honduran|Tegucigalpa;Hungary|Hungarian|Budapest;Iceland|Icelandic|Reykjavik;
India|Indian|New Delhi;Indonesia|Indonesian|Jakarta;Iran|Iranian|Tehran;Iraq|Iraqi|Baghdad;Ireland|Irish|Dublin;
Israel|Israeli|Jerusalem;Italy|Italian|Rome;Ivory Coast|Ivorian|Yamoussoukro;Jamaica|Jamaican|Kingston;Japan|Japanese|Tokyo;
Jordan|Jordanian|Amman;Kazakhstan|Kazakh|Astana;Kenya|Kenyan|Nairobi;Kosovo|Kosovar|Pristina;Kuwait|Kuwaiti|Kuwait City;
Kyrgyzstan|Kyrgyz|Bishkek;Laos|Laotian|Vientiane;Latvia|Latvian|Riga;Lebanon|Lebanese|Beirut;Lesotho|Basotho|Maseru;
Liberia|Liberian|Monrovia;Libya|Libyan|Tripoli;Liechtenstein|Liechtensteiner|Vaduz;Lithuania|Lithuanian|Vilnius;
Luxembourg|Luxembourgish|Luxembourg City;Madagascar|Malagasy|Antananarivo;Malawi|Malawian|Lilongwe;
Malaysia|Malaysian|Kuala Lumpur;Maldives|Maldivian|Male;Mali|Malian|Bamako;Malta|Maltese|Valletta;
Mauritania|Mauritanian|Nouakchott;Mauritius|Mauritian|Port Louis;Mexico|Mexican|Mexico City;Moldova|Moldovan|Chisinau;
Monaco|Monegasque|Monte Carlo;Mongolia|Mongolian|Ulaanbaatar;Montenegro|Montenegrin|Podgorica;Morocco|Moroccan|Rabat;
Mozambique|Mozambican|Maputo;Myanmar|Burmese|Naypyidaw;Namibia|Namibian|Windhoek;Nauru|Nauruan|Yaren;
Nepal|Nepalese|Kathmandu;Netherlands|Dutch|The Hague;New Zealand|New Zealander|Wellington;Nicaragua|Nicaraguan|Managua;
Niger|Nigerien|Niamey;Nigeria|Nigerian|Abuja;North Korea|North Korean|Pyongyang;North Macedonia|Macedonian|Skopje;
Norway|Norwegian|Oslo;Oman|Omani|Muscat;Pakistan|Pakistani|Islamabad;Palestine|Palestinian|Ramallah;
Panama|Panamanian|Panama City;Papua New Guinea|Papuan|Port Moresby;Paraguay|Paraguayan|Asuncion;Peru|Peruvian|Lima;
Philippines|Philippine|Manila;Poland|Polish|Warsaw;Portugal|Portuguese|Lisbon;Qatar|Qatari|Doha;Romania|Romanian|Bucharest;
Russia|Russian|Moscow;Rwanda|Rwandan|Kigali;Samoa|Samoan|Apia;San Marino|Sammarinese|San Marino;
Saudi Arabia|Saudi|Riyadh;Senegal|Senegalese|Dakar;Serbia|Serbian|Belgrade;Seychelles|Seychellois|Victoria;
Sierra Leone|Sierra Leonean|Freetown;Singapore|Singaporean|Singapore;Slovakia|Slovak|Bratislava;Slovenia|Slovenian|Ljubljana;
Somalia|Somali|Mogadishu;South Africa|South African|Pretoria;South Korea|South Korean|Seoul;
South Sudan|South Sudanese|Juba;Spain|Spanish|Madrid;Sri Lanka|Sri Lankan|Colombo;Sudan|Sudanese|Khartoum;
Suriname|Surinamese|Paramaribo;Sweden|Swedish|Stockholm;Switzerland|Swiss|Bern;Syria|Syrian|Damascus;Taiwan|Taiwanese|Taipei;
Tajikistan|Tajik|Dushanbe;Tanzania|Tanzanian|Dodoma;Thailand|Thai|Bangkok;Togo|Togolese|Lome;Tonga|Tongan|Nuku'alofa;
Trinidad and Tobago|Trinidadian|Port of Spain;Tunisia|Tunisian|Tunis;Turkey|Turkish|Ankara;
Turkmenistan|Turkmen|Ashgabat;Tuvalu|Tuvaluan|Funafuti;Uganda|Ugandan|Kampala;Ukraine|Ukrainian|Kyiv;Ukraine|Ukrainian|Kiev;
United Arab Emirates|Emirati|Abu Dhabi;United Kingdom|British|London;Britain|British|London;
United States|American|Washington;America|American|Washington;Uruguay|Uruguayan|Montevideo;Uzbekistan|Uzbek|Tashkent;
Vanuatu|Vanuatuan|Port Vila;Vatican|Vatican|Vatican City;Venezuela|Venezuelan|Caracas;Vietnam|Vietnamese|Hanoi;
Yemen|Yemeni|Sanaa;Zambia|Zambian|Lusaka;Zimbabwe|Zimbabwean|Harare"""

ABBREVIATIONS = {
    "US": "United States",
    "U.S.": "United States",
    "USA": "United States",
    "UK": "United Kingdom",
    "U.K.": "United Kingdom",
    "UN": "United Nations",
    "U.N.": "United Nations",
    "EU": "European Union",
    "NATO": "North Atlantic Treaty Organization",
    "Nato": "North Atlantic Treaty Organization",
    "AFP": "Agence France-Presse",
    "AP": "Associated Press",
    "WHO": "World Health Organization",
    "IMF": "International Monetary Fund",
    "UAE": "United Arab Emirates",
    "FBI": "Federal Bureau of Investigation",
    "CIA": "Central Intelligence Agency",
}


_ROWS = tuple(tuple(row.strip().split("|")) for row in _COUNTRIES.split(";"))
_SPELT = {"Kiev": "Kyiv", "Peking": "Beijing", "Rangoon": "Yangon"}


def _gather(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """What belongs to each word, in order."""
    found: dict[str, dict[str, None]] = {}
    for word, name in pairs:
        found.setdefault(word, {})[name] = None
    return {word: tuple(names) for word, names in found.items()}


_NAMES = frozenset(name for name, _, _ in _ROWS)
_ADJECTIVES = _gather((name, adjective) for name, adjective, _ in _ROWS)
_OF_ADJECTIVE = _gather((adjective, name) for name, adjective, _ in _ROWS)
_OF_PEOPLE = {
    word: names[0]
    for word, names in _gather((word, name) for name, adjective, _ in _ROWS for word in (adjective, adjective + "s")).items()
}
_OF_CAPITAL = _gather((capital, name) for name, _, capital in _ROWS)


def country_of_adjective(word: str) -> str | None:
    """The country that an adjective ("Peruvian") or the name of its people belongs to."""
    return _OF_PEOPLE.get(word)


def adjective_of(country: str) -> str | None:
    """The adjective of a country's name or abbreviation."""
    return next(iter(_ADJECTIVES.get(ABBREVIATIONS.get(country, country), ())), None)


def countries_with(adjective: str | None) -> tuple[str, ...]:
    """The names of the country that an adjective belongs to ("Britain", "United Kingdom")."""
    return _OF_ADJECTIVE.get(adjective, ()) if adjective else ()


def countries_of_capital(city: str) -> tuple[str, ...]:
    """The names of the country whose capital a city is, in an older spelling too."""
    return _OF_CAPITAL.get(_SPELT.get(city, city), ())


def is_country(name: str) -> bool:
    """Whether a name is a country's, or the abbreviation of one."""
    return ABBREVIATIONS.get(name, name) in _NAMES
