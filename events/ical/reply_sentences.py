"""What mail programs write by themselves beside an answer, in the languages that people here use.

`{who}` is the name or address of who answers, `{title}` that of the event.
"""

_OUR = r"(?:this|your|the|an)"

# Patterns of whole sentences, without what ends them.
SENTENCES = (
    # English, besides "has accepted this invitation": see `Reference.sentence`.
    rf"{{who}} (?:has )?proposed (?:a new|another) time(?: for {_OUR} (?:event|meeting|invitation))?",
    r"{who} has made a counter-?proposal for ['\"“]?{title}['\"”]?",
    # German
    r"{who} hat (?:diese|deine|Ihre|die) (?:Termin)?einladung"
    r"(?: (?:vorläufig|unter Vorbehalt|mit Vorbehalt))? (?:angenommen|zugesagt|abgelehnt)",
    # French
    r"{who} a (?:provisoirement )?(?:accepté|refusé|décliné)(?: provisoirement)? "
    r"(?:cette |votre |l['’])invitation(?: à l['’]év[èé]nement)?",
    # Spanish
    r"{who} ha (?:aceptado|rechazado|declinado)(?: provisionalmente)? (?:esta|su|tu|la) invitación"
    r"(?: al evento)?",
    # Italian
    r"{who} ha (?:accettato|rifiutato)(?: provvisoriamente)? (?:questo |il tuo |l['’])invito"
    r"(?: (?:al proprio |all['’])evento)?",
    # Polish
    r"{who} (?:wstępnie )?(?:akceptuje|odrzuca|zaakceptowała?|odrzuciła?) (?:to|Twoje) zaproszenie"
    r"(?: na wydarzenie)?",
    # Portuguese
    r"{who} (?:aceitou|recusou)(?: provisoriamente)? (?:este|o seu|seu|o) convite(?: para o evento)?",
    # Dutch
    r"{who} heeft (?:deze|uw|je|de) uitnodiging(?: voor (?:de|een) (?:gebeurtenis|afspraak))?"
    r"(?: voorlopig)? (?:geaccepteerd|aanvaard|geweigerd|afgewezen)",
    # Romanian
    r"{who} a (?:acceptat|refuzat|respins) (?:această invitație|invitația(?: ta| dvs\.)?)"
    r"(?: la eveniment)?",
    # Welsh
    r"Mae {who} wedi (?:derbyn|gwrthod) (?:eich|y|['’]?r) gwahoddiad(?: i ddigwyddiad)?",
)

# The answer in one word or two, alone on a line or before the title.
ANSWERS = (
    *("accepted", "declined", "tentative", "tentatively accepted", "maybe"),
    *("new time proposed", "new meeting time proposed", "proposed new time", "counterproposal"),
    *("zugesagt", "abgelehnt", "mit vorbehalt", "unter vorbehalt", "vorläufig"),
    *("accepté", "accepté provisoirement", "refusé", "provisoire"),
    *("aceptado", "aceptada", "rechazado", "rechazada", "invitación declinada", "provisional"),
    *("accettato", "rifiutato", "invito rifiutato", "da confermare", "provvisorio"),
    *("przyjęto", "zaakceptowano", "odrzucono", "odrzucono zaproszenie", "wstępnie"),
    *("aceite", "aceito", "recusado", "provisório"),
    *("geaccepteerd", "geweigerd", "afgewezen", "voorlopig"),
    *("acceptat", "refuzat", "provizoriu"),
    *("derbyniwyd", "gwrthodwyd", "gwrthodwyd y gwahoddiad", "amodol"),
)
