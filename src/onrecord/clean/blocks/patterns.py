"""The wording of page furniture, credits and comment sections, without any site's or story's names."""

import re
from typing import NamedTuple

from onrecord.text import in_small_letters


def _phrases(listing: str) -> frozenset[str]:
    return frozenset(phrase.strip() for row in listing.splitlines() for phrase in row.split("|") if phrase.strip())


_MENU_WORDS_LISTING = """
home homepage news world business sport sports politics opinion opinions video videos live menu search latest more
trending popular share print email e-mail save tweet facebook twitter whatsapp linkedin reddit telegram pinterest
flipboard instagram youtube tiktok rss comments comment advertisement advertisements ad ads sponsored promoted tags
topics topic newsletter newsletters subscribe subscription register login logout account help contact careers privacy
terms cookies accessibility sitemap feedback weather travel culture lifestyle entertainment health science technology
tech arts education environment podcasts photos pictures gallery galleries magazine obituaries jobs classifieds shop
donate app apps faq imprint impressum back next previous top tools listen watch translate copy link navigation sections
editions edition and
"""
MENU_WORDS = frozenset(_MENU_WORDS_LISTING.split())
"""Words that alone, or together, make up a menu row."""

MENU_LINES = _phrases(
    """most read|most popular|most viewed|most shared|most watched|most commented|read more|read also|also read|see also
    see more
    more news|more stories|more on this story|more on this|more from us|related|related articles|related stories|related content
    related topics|related links|related news|related posts|related coverage|recommended|recommended for you|you may also like
    you might also like|up next|editor's picks|editors' picks|top stories|latest news|latest stories|in pictures|in this article
    in this story|on this page|sign in|sign up|log in|log out|sign out|about us|contact us|follow us|privacy policy|terms of use
    terms of service|terms and conditions|terms & conditions|cookie policy|skip to content|skip to main content
    skip to navigation
    back to top|copy link|copy url|share this|share this article|share this story|share article|share page|share on facebook
    share on twitter|share via email|email this|print this|print this page|load more|show more|view more|view all|see all
    show comments|view comments|hide comments|post a comment|leave a comment|leave a reply|add a comment|write a comment
    reader comments|from the web|around the web|from our partners|paid content|sponsored content|partner content
    promoted stories|elsewhere on the web|what to read next|read next|don't miss|hot topics|trending now|our journalists
    stay connected|stay informed|keep reading|continue reading|story continues below|article continues below|external links
    about the author|about the authors|previous article|next article|previous post|next post|filed under|posted in|tagged with
    all rights reserved|save for later|text size|listen to this article|listen to article|play video|watch video|image credit
    image source|media caption|photo gallery|view gallery|cookie settings|manage cookies|accept all|reject all|key points
    advertisement|stay informed with free updates"""
)
"""Whole lines that name a place on a page, not a matter."""

LIST_HEADING = re.compile(
    r"(?i)^(?:most (?:read|popular|viewed|shared)|related\b|read (?:also|more|next)|also read|see also|more (?:from|on"
    r"|stories|news)"
    r"|latest|recommended|you (?:may|might) also|trending|up next|editors?['’]s? picks|top stories|from the web"
    r"|around the web)"
    r"[\w ]{0,30}[:»…]?$"
)
"""Headings under which titles of other pages stand."""

SUMMARY_HEADING = re.compile(
    r"(?i)^(?:key (?:points|takeaways|facts|moments)|takeaways|summary|in (?:brief|short)|at a glance|highlights"
    r"|ai summary|tl;?dr"
    r"|what (?:we|you need to) know|the gist|quick read|article summary|key developments)[^.?!]{0,20}$"
)


_BULLETS = "•·*▪■● \t"


class Wording(NamedTuple):
    """What a line says that is no part of an article: how it opens, in small letters or as it is written (`opens_so`), or what
    it holds wherever that stands.

    Each of `keys` is in lower case and free of i, k and s, which other letters can stand for where case does not count; what
    holds none of them is not looked through.
    """

    opens: re.Pattern[str]
    holds: re.Pattern[str]
    keys: tuple[str, ...]
    opens_so: re.Pattern[str] | None = None

    def is_in(self, text: str) -> bool:
        """Whether the text says it."""
        low = in_small_letters(text)
        if self.opens.match(low.lstrip(_BULLETS)):
            return True
        if self.opens_so is not None and self.opens_so.match(text.lstrip(_BULLETS)):
            return True
        return any(map(low.__contains__, self.keys)) and self.holds.search(text) is not None


FURNITURE = Wording(
    re.compile(
        r"""(?x)
        (?:simply\ |please\ )?(?:sign|log)\ (?:up|in)\b.{0,100}\b(?:free|newsletter|inbox|now|account|alerts?|updates|digest
          |here|access|read|today)
        | (?:please\ )?(?:subscribe|register)\ (?:to|for|now|today|here)\b.{0,80}\b(?:newsletter|inbox|free|account|alerts?
          |updates|digest|access|channel|premium|unlimited|today|now|here|our|podcasts?)
        | (?:please\ )?(?:subscribe|join)\ (?:now|today|here)\b.{0,60}\b(?:an?|per|each|every)\ (?:week|month|year|day)\b
        | (?:get|receive|enjoy)\b.{0,60}\b(?:newsletters?|your\ inbox|e-?mail\ alerts|unlimited\ access|our\ app)
        | (?:enter|confirm)\ your\ e-?mail | (?:follow|like|find|join)\ us\ (?:on|at)\b
        | follow\ .{1,40}\ on\ (?:twitter|x|facebook|instagram|telegram
          |google\ news|whatsapp)\b | (?:download|get)\ (?:our|the)\ (?:\w+\ ){0,3}app\b
        | (?:click|tap)\ (?:here|on)\b | (?:watch|listen|read|see)\ (?:more|also|next|now)\b\ ?[:|] | (?:read\ also
          |also\ read|related|recommended|see\ also|read\ more|watch|listen|more\ on|more\ from|don['’]t\ miss)\ ?:
        | read\ more\b.{0,80}$
        | (?:for|to)\ (?:more|read)\b.{0,60}\b(?:click|visit|go\ to|subscribe|sign\ up|follow)\b
        | (?:story|article|content)\ continues\ (?:below|after) | (?:continue|keep)\ reading\b.{0,60}$
        | scroll\ (?:down\ )?to\ continue | (?:skip|jump)\ to\b.{0,60}$ | advertisement\b.{0,30}$
        | share\ (?:this|on|via|with|page|article)\b.{0,60}$ | (?:e-?mail|print|save)\ this\b
        | listen\ to\ this\b.{0,60}$ | (?:support|help)\ .{1,40}\bor\ become\b | become\ our\b
        | (?:read\ (?:also|more)|also\ read|related|see\ also)\ ?[:|] | (?:copyright|©|\(c\))\ ?.{0,12}\d{4} | ©
        | by\ (?:continuing|using|clicking|signing|subscribing|entering)\b.{0,80}\b(?:agree|accept|consent|terms)\b
        | this\ (?:web)?site\ (?:uses|is\ protected)\b
        | (?:\|\ .{2,50}\ )?this\ (?:article|story|post|column)\ (?:was|is|has\ been|first|originally)\b.{0,40}\b(?:published
          |appeared|translated|syndicated|produced|generated)\b | originally\ published\b
        | published\ by\ [^.]{3,60}\b(?:and\ distributed|ltd|limited|inc|holdings|media|group|press|llc|gmbh)\b
        | (?:image|photo|picture|video|media)\ (?:source|copyright|credit)s?\b
        | (?:please\ )?(?:enable|turn\ on|activate)\ javascript
        | (?:support|help\ us)\b.{0,60}\b(?:journalism|newsroom|reporting)\b
        | become\ a\ (?:\w+\ )?(?:member|subscriber|supporter|patron)
        | (?:do\ you\ )?(?:have|got|know)\ (?:a\ )?(?:tip|story|news\ tip|more\ information
          |something\ to\ share)\b.{0,120}(?:\?|contact|send|e-?mail)
        | (?:contact|e-?mail|write\ to)\ (?:us|the\ (?:author|reporter|editor|newsroom)|me)\b | (?:send
          |share)\ (?:us\ )?your\ (?:tips?|comments|views|stories|photos|thoughts|experiences?) | our\ standards:
        | to\ contact\ the\ (?:reporters?|editors?|writers?|authors?|(?:\w+\ ){0,3}(?:news\ ?desk|newsroom|switchboard))\b
        | for\ all\ other\ (?:inquiries|enquiries)\b.{0,40}\b(?:call|contact|phone)\b
        | if\ you\ are\ writing\ a\ comment\ for\ publication\b | (?:\w+\ ){1,3}can\ be\ reached\ at\ (?:https?:|www\.|\S+@)
        | to\ get\ the\ latest\b.{0,60}\bto\ your\ (?:desktop|mobile|inbox|phone)\b
        | (?:correction|clarification)s?\ ?[:(].{0,60}\b(?:article|story|report|version|headline|piece|column|caption)\b
        | an\ (?:earlier|original|previous)\ version\ of\ this\ (?:article|story|report|piece|column|headline)\b
        | this\ (?:article|story|report|piece|page)\ was\ (?:amended|corrected|edited|updated)\ on\b
        | cannot\ play\ media\b.{0,20}$
        | sorry,\ this\ (?:media|content|video|clip|page)\ (?:is|cannot|can't)\b.{0,60}$
        | (?:page\ )?last\ (?:updated|modified)\b | page\ last\ updated\b
        | news,\ .{0,60}\b(?:opinions?|analysis|features|views)\b.{0,80}
        | (?:view|see|browse|explore|discover)\ (?:all|more)\b.{0,50}$ | load(?:ing)?\ more\b
        | \d+\ (?:min(?:ute)?s?)\ (?:read|to\ read)$ | (?:\d+\ )?(?:shares?|views?|likes?|retweets?)$
        | \d+(?:[.,]\d+)?k?\ (?:shares?|views?|likes?|comments?)$ | (?:you\ can\ )?unsubscribe\b
        | thank(?:s|\ you)\ for\ (?:reading|signing|subscribing|registering)
        | (?:already\ )?(?:a\ subscriber|have\ an\ account)\b
        | this\ (?:content|video|page|image|media|clip)\ (?:is|was
          |has)\ (?:no\ longer|not|been|available|only)\b.{0,60}$
        | (?:tags?|topics?|categor(?:y|ies)|keywords|filed\ under|posted\ in|labels?)\ ?: | most\ (?:read|popular
          |viewed)\b.{0,40}$
        """
    ),
    re.compile(
        r"""(?ix)
        \b(?:delivered|straight|sent|direct(?:ly)?)\ (?:\w+\ )?(?:in)?to\ your\ (?:e-?mail\ )?inbox
        | \bctrl\ ?\+\ ?enter\b | \ball\ rights\ reserved\b | \bwe\ (?:and\ our\ partners\ )?use\ cookies\b
        | \bcookies?\ (?:policy|settings|preferences)\b
        | \b(?:terms\ (?:of|and)\ (?:use|service|conditions)|privacy\ (?:policy|notice|statement))\b.{0,60}$
        | \bnot\ responsible\ for\ (?:the\ )?content\ (?:of|on)\ external
        | \b(?:views|opinions)\ expressed\ (?:in|here|by|on)\b.{0,90}\b(?:not|author|own)\b
        | \byour\ browser\ (?:does\ not|doesn['’]t|is\ not)\b
        | \bcontributed\ (?:reporting\ )?to\ this\ (?:report|article|story|piece)\b[^.?!]{0,40}\.?$
        | \b(?:viewed|read|found|seen|watched|heard|downloaded|signed|ordered|bought|available)\ (?-i:HERE)[.!]?$
        | \bclick(?:ing)?\ here\b[^.?!]{0,60}[.!]?$
        """
    ),
    ("nbox", "ctrl", "ll r", "coo", "term", "vacy", "ble for", "expre", "brow", "buted", " here"),
    re.compile(r"“?(?:Start|End) Quote\b.{0,80}$"),
)
"""What a sentence or line of page furniture says."""

COMMENT_POLICY = Wording(
    re.compile(
        r"""(?x)
        (?:would\ you\ like\ to|please\ (?:log|sign)\ in\ to|log\ in\ to|sign\ in\ to|you\ must\ be\ logged\ in\ to
          |be\ the\ first\ to)\ (?:leave\ a\ )?(?:comment|reply|post)\b | we\ welcome\ (?:your\ )?comments\b
        | (?:this\ )?(?:discussion|comments?|commenting
          |thread)\b.{0,30}\b(?:is|are|have\ been)\ (?:now\ )?(?:closed|moderated|disabled|turned\ off)
        | comments?\ (?:posted|left|submitted)\ (?:below|on|here)\b | (?:join|start|continue)\ the\ (?:conversation
          |discussion|debate)\b.{0,40}$ | (?:have|has)\ your\ say\b | (?:leave|post|write|add)\ a\ (?:comment|reply)\b
        | (?:views
          |opinions)\ expressed\ in\ (?:the|these)\ comments\b
        | (?:what\ do\ you\ think|let\ us\ know)\b.{0,60}\bcomments?\b
        | your\ email\ address\ will\ not\ be\ published
        """
    ),
    re.compile(r"(?i)\bcomments? policy\b"),
    ("comment",),
)

COMMENT_HEADING = re.compile(
    r"(?i)^(?:\(?\d[\d,.]{0,6}\)? (?:readers?['’]? )?(?:comments?|responses?|replies|thoughts? on .{0,120})"
    r"|(?:readers?['’]?s? |user |all |latest |top |view )?comments?(?: ?\(\d[\d,.]{0,6}\))?|comments? ?:? ?\d{0,6}"
    r"|join the (?:conversation|discussion)"
    r"|leave a (?:comment|reply)|post a comment|discussion|have your say|your comments)(?: on this (?:article|story))?:?$"
)

COMMENT_STAMP = re.compile(
    r"(?i)^(?:(?:reply|report(?: abuse| comment)?|flag|like|upvote|quote|permalink|recommend(?: \(?\d+\)?)?)(?: [|·•] "
    r"| |$)){1,6}$"
    r"|^(?:.{1,40} )?(?:says|wrote|said|posted):?$|^(?:about )?(?:an?|\d{1,3}) (?:minutes?|mins?|hours?|hrs?|days?"
    r"|weeks?|months?|years?) ago\b.{0,30}$"
)

FINAL_CREDIT = re.compile(
    r"^[(\[]?(?:Additional |Writing and |With )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslated"
    r"|[Ee]dited|[Ww]ritten)"
    r"(?: and (?:writing|editing|reporting))?(?: for \w+)? (?:by|from):? (?:[A-Z]|the )[^.!?]{2,300}[)\].]?"
)
"""What stands under the last paragraph of an agency's text."""

AGO = re.compile(r"(?i)\b(?:\d{1,3}|an?) (?:mins?|minutes?|hrs?|hours?|days?) ago\b")

STAMP = re.compile(
    r"^(?:[A-Z][A-Za-z .'-]{2,30} \| )?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?"
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2},? \d{4}"
    r"|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{4})"
    r",? (?:at )?\d{1,2}[.:]\d\d ?(?:[ap]\.?m\.?)?(?: (?:[A-Z]{2,4}))?(?=\s|$)"
)
"""A page's date and time at the start of a line."""

STAMP_WITHIN = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur"
    r"|Sun)day,? )?\d{1,2} [A-Z][a-z]{2,8} \d{4},? \d{1,2}[.:]\d\d(?: ?[ap]m)? (?:GMT|BST|UTC|[A-Z]{3,4})(?=\s|$)"
)
"""A page's date and time between a headline and what follows."""

PAGE_UPDATED = re.compile(
    r"^(?:Page )?[Ll]ast (?:updated|modified)(?: (?:at|on))? (?:\d{1,2}[.:]\d\d ?(?:[ap]m)?,? ?)?(?:GMT|BST|UTC"
    r"|[A-Z]{2,4})?,? ?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?\d{1,2} [A-Z][a-z]+ \d{4}(?:,? \d{1,2}[.:]\d\d(?: (?:UK|GMT|BST"
    r"|[A-Z]{2,4}))?)?"
)

FUSED_PULL_QUOTE = re.compile(r"[^”]{10,400}”?\s+End Quote(?=\s)")
"""A quotation pulled out of an article beside it, with its closing words, that an extraction has fused to what follows."""

FUSED_PROMPT = re.compile(r"(?i:continue reading the main story|story continues below)[.…]?\s+(?=[A-Z“\"])")
"""A prompt to read on that an extraction has fused to the front of a sentence."""

_NOT_NAME = r"(?!(?:The|A|An|It|In|On|At|As|But|And|There|This|That|He|She|They|We|For|With|Some|More|At)\b)"
_CAPITAL = rf"{_NOT_NAME}[A-Z][\w.'’-]{{0,30}}"
_PERSON = rf"{_CAPITAL}(?: (?:{_CAPITAL}|&|of|de|van|von)){{0,4}}"
_AGENCY = (
    r"(?:AP(?: Photo)?|AFP|EPA(?:-EFE)?|PA(?: Wire)?|Reuters|REUTERS|Getty(?: Images)?|Rex(?: Features)?|Shutterstock"
    r"|Alamy|Corbis"
    r"|Xinhua|T(?:ASS|ass)|Zuma|ZUMA|Anadolu(?: Agency)?|dpa|Handout|Pool|Bloomberg|[A-Z]{2,6})\b"
)
CREDIT = re.compile(
    rf"\b(?:Photograph|Photo|Picture|Image|Pic|Graphic|Illustration)s?(?: credit| by"
    rf"| courtesy of)?: ?{_PERSON}(?: ?[/|,] ?(?:{_AGENCY}|pool|{_PERSON})){{0,3}}"
    rf"(?: via {_AGENCY})?"
    rf"|\b(?:Handout|Pool|Getty Images|{_PERSON})(?:/| via ){_AGENCY}(?:(?:/| via ){_AGENCY}){{0,2}}"
    rf"|\b(?:Reuters|REUTERS|AFP|EPA|AP(?: Photo)?|Getty(?: Images)?|dpa)/(?!Ipsos\b){_PERSON}"
    r"|[(\[](?:AP Photo|AP|Reuters|REUTERS|AFP|EPA|Getty|Getty Images|PA|Photo|Photo by|Image|Picture|Credit|File photo"
    r"|Photograph)"
    r"(?:[:/, ][^()\[\]]{0,80})?[)\]](?! ?[-–—])"
    r"|\b(?:[Ss]ketch(?:es)?|[Vv]ideo|[Ff]ootage|[Pp]ictures?|[Pp]hoto(?:graph)?s?|[Ii]mages?|[Gg]raphics?) courtesy (?:of )?"
    rf"{_CAPITAL}(?: (?!(?:Mr|Mrs|Ms|Dr)\b){_CAPITAL}){{0,2}}"
)
"""A picture credit, wherever it stands."""
CREDIT_MARKS = (":", "/", " via ", "(", "[", " courtesy ")
"""One of them stands in every picture credit."""

PICTURED = re.compile(
    r"(?i)\bin (?:this|an?) (?:(?:undated|handout|file|still|satellite|aerial|archive|screen|video|frame|grab) ){0,3}"
    r"(?:photo(?:graph)?|picture|image|frame grab|screen ?grab|screen ?shot)\b"
    r"|\bimage taken from (?:a )?video|\bfile (?:photo|picture|image)\b|^(?:image|media|photo|video) caption\b|\(pictured\b"
)
"""Words that a caption has of its picture."""

FILE_PICTURE = re.compile(
    r"(?i)\bin (?:this|an?) (?:[\w.,]{1,12} ){0,5}?(?:(?:handout|file|still|satellite|aerial|undated|combination"
    r"|archive) ){1,3}"
    r"(?:photo(?:graph)?|picture|image|frame grab|screen ?grab)\b"
    r"|\bin this (?:[\w.,]{1,12} ){0,5}?(?:photo(?:graph)?|picture|image|frame grab|screen ?grab) (?:taken|provided"
    r"|released|obtained|made)\b"
    r"|\bimage taken from (?:a )?video\b"
    r"|^(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?: )?this (?:[\w-]{1,12} ){0,2}(?:photo(?:graph)?|picture|image|frame grab)"
    r" (?:made|taken|provided|released|obtained) (?:from|by|on)\b"
)
"""Words that only a caption has of its picture, wherever it stands."""
PICTURES = ("photo", "cture", "mage", "grab", "hot")
"""One of them stands in all such, in small letters."""

SITE_DISCLAIMER = re.compile(
    r"(?:The )?[A-Z]\w{1,20}(?: [A-Z]\w{1,20})? (?:is|are) not responsible for (?:the )?content (?:of"
    r"|on) external [Ii]nternet sites"
)
AGENCY_LINE = re.compile(
    r"^[-–—(\[ ]*(?:Sources?: ?|Source - |With |AFP via )?(?:Getty Images|Getty|EPA|Reuters|REUTERS|AP|AFP|dpa|DPA|PA"
    r"|TASS|Xinhua|UPI|EFE|ANSA|Kyodo|Bloomberg|Associated Press"
    r"|Agence France-Presse"
    r"|The Associated Press|Press Association|News Agencies|Agencies|agencies|with agencies)(?: ?(?:[,/&|+]"
    r"|and) ?(?:Reuters|AP|AFP|dpa"
    r"|PA|TASS|UPI|Bloomberg|Agencies|agencies|staff))*[)\]. ]*$"
)
"""A line that holds only the names of agencies."""

BYLINE = re.compile(
    r"^(?:By|BY|Text by|Words by|Story by|Written by|Posted by) [A-Z][\w.'’-]{0,30}(?:,? (?:[A-Z|&(][\w.'’)-]{0,30}|and"
    r"|in|for|at|of|the|de|van|von)){0,14}$"
)
