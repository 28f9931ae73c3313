"""The plain pages: who we are, how it works, how to join, and what we do with what you tell us."""

from .shapes import InformationPage

HOME_PICTURE = "kitchen-table"
WELCOME = (
    "<p>Put the kettle on. Once a month, people from all over the East of England sit down to talk "
    "about care and support. Some of us need it, some of us give it, some of us plan it. For an "
    "hour and a half it does not matter which.</p>"
)

ABOUT = InformationPage(
    title="About us",
    slug="about",
    summary="Who we are, why we do this, and why there is tea.",
    picture="kitchen-table",
    in_menu=True,
    body="<p>Over a Brew is a talk that never quite ends. It is about care and support in the East "
    "of England. It is between people who do not often get to talk to each other.</p>"
    "<p>You may draw on care and support. You may look after somebody. You may plan services, or "
    "pay for them, or work in them. At a brew we are all just people with a mug.</p>"
    "<h2>Why we do it</h2>"
    "<p>A lot of meetings about us were held without us. Then they were held with one of us, in a "
    "corner, with a badge on. We thought that it would be better to start with the talk, and to see "
    "what came of it.</p>"
    '<p>A good deal has come of it. There are <a href="/commitments/">ten promises</a> from '
    "people who run services. There is a bench, a phone tree and a bus that goes on a Tuesday. You "
    'can read about all of them in our <a href="/stories/">stories</a>.</p>'
    "<h2>Who runs it</h2>"
    "<p>Over a Brew is run by <b>Curators of Change</b>. They are people who draw on care and "
    "support, or who look after someone. They do it with <b>ADASS Eastern Region</b>, which is the "
    "people in charge of social care at the councils here.</p>"
    "<p>Ruth and Dev run most of the brews. Ruth uses a screen reader and tells the worst jokes. "
    "Dev looks after his brother and will ring you up if you cannot get online.</p>"
    "<h2>How we try to be</h2>"
    "<ul><li>We use plain words.</li>"
    "<li>We tell everyone early what is planned.</li>"
    "<li>We ask what you need, and then we do it.</li>"
    "<li>We show what was asked, what was said, and what happened next.</li>"
    "<li>We give you time to think.</li>"
    "<li>We get it wrong sometimes. When we do, we write that down too.</li></ul>"
    "<h2>About this sample</h2>"
    "<p>This site comes with sample pages, so that you can see how it works. The sessions of 2024 "
    "did take place. The people, poems, quotes and stories are made up, and we wrote them all.</p>",
)

HOW_A_BREW_WORKS = InformationPage(
    title="How a brew works",
    slug="how-a-brew-works",
    summary="What happens from start to end, minute by minute, so that nothing comes as a surprise.",
    picture="small-groups",
    in_menu=True,
    body="<p>It helps to know what is coming. Here is a whole brew, from the week before to the "
    "week after.</p>"
    "<h2>The week before</h2>"
    "<p>We send you the questions. You can think about them, or not. If you asked for something, "
    "such as an interpreter, we tell you what we have set up.</p>"
    "<h2>The day before</h2>"
    "<p>You get a short message with the way in. It has a phone number as well, in case the link "
    "plays up.</p>"
    "<h2>On the day</h2>"
    "<ul><li><b>10:15am</b> The doors open. Dev is there, and he will help you with your sound. You "
    "can drink your tea and say nothing.</li>"
    "<li><b>10:30am</b> Ruth says hello and tells one joke. We show where the captions are.</li>"
    "<li><b>10:35am</b> Someone reads a poem. Then there is a short film.</li>"
    "<li><b>10:45am</b> Small groups, five or six people in each. Somebody looks out for hands, and "
    "somebody takes notes. You can ask to be with a friend. You can ask to stay in the main room "
    "and just listen.</li>"
    "<li><b>11:10am</b> A real break, of ten minutes. Cameras off, legs up.</li>"
    "<li><b>11:20am</b> We come back together. Each group says what struck them.</li>"
    "<li><b>11:50am</b> One last word from each person who would like to give one.</li>"
    "<li><b>12 noon</b> We stop on time. Some people stay on for a natter.</li></ul>"
    "<h2>If it gets hard</h2>"
    "<p>We talk about real things, and some of them hurt. You can leave without a word. There is "
    "always one person who is free to talk to you on their own, then or later. Type <b>can someone "
    "ring me</b> in the chat, or text us. Someone will.</p>"
    "<h2>The week after</h2>"
    '<p>We write down what we heard, and we put it <a href="/stories/">on this site</a>. We never '
    "use your words with your name unless you say yes. We ask you two short questions: how was it, "
    "and did you get what you asked for?</p>"
    "<p>Then comes the slow part. We pass it on to the people who can change things, and we tell "
    "you what they did.</p>",
)

WAYS_TO_JOIN = InformationPage(
    title="Ways to join",
    slug="ways-to-join",
    summary="By video, by phone, in a room, or with notes afterwards. Late, early, loud or silent.",
    picture="phone-on-table",
    body="<p>There is no right way to be at a brew. These are all ways that people do it.</p>"
    "<h2>By video</h2>"
    "<p>We send you a link. You press it, and you are in. You do not need an account. Your camera "
    "can be on or off, and you can change your mind.</p>"
    "<h2>By phone</h2>"
    "<p>You ring a number, from any phone. It costs the same as a local call. If you cannot afford "
    "it, we will ring you. You hear everyone, and everyone can hear you when you want them to.</p>"
    "<h2>In a room</h2>"
    "<p>Now and then there is a brew in a hall. The page tells you about the door, the toilets, the "
    "chairs and what is not so good. We pay for your travel.</p>"
    "<h2>Just listening</h2>"
    "<p>Some people call it lurking. We call it coming. One of our best poems is by someone who "
    "listened for five months before they spoke.</p>"
    "<h2>Typing</h2>"
    "<p>You can type it all in the chat. Someone will read it out, if you want them to.</p>"
    "<h2>With someone</h2>"
    "<p>Bring your support worker, your sister or your dog. People who come to support you do not "
    'use up a place. You can also <a href="/sessions/">book for somebody else</a>.</p>'
    "<h2>For ten minutes</h2>"
    "<p>Come late. Go early. Go and come back. If the carer does not turn up, or the baby wakes, or "
    "it is one of those days, that is fine. You do not need to tell us why.</p>"
    "<h2>Afterwards</h2>"
    "<p>If you could not come at all, read the summary. Then ring us, or write to us, with what you "
    "would have said. We will add it.</p>",
)

HELP_TO_GET_ONLINE = InformationPage(
    title="Help to get online",
    slug="help-to-get-online",
    summary="Somebody will ring you and stay on the line until it works. It will probably be Pat.",
    picture="video-call",
    body="<p>If you have not done a video call before, or it went badly, we will help. It is free. "
    "It takes as long as it takes.</p>"
    "<h2>What happens</h2>"
    "<ol><li>You tell us that you would like help. Tick the box when you book, or ring us.</li>"
    "<li>One of us rings you, on a day that you choose. You will know who it will be.</li>"
    "<li>We have a cup of tea and try it out together. We stop when it works, or when you have had "
    "enough.</li>"
    "<li>On the day, the same person is there from 10:15am, in case it has forgotten "
    "everything.</li></ol>"
    "<h2>What you need</h2>"
    "<ul><li>A phone, tablet or computer with a screen. An old one is fine.</li>"
    "<li>Something to prop it on. A loaf tin is the right height.</li>"
    "<li>A plug near by, as talking eats the battery.</li></ul>"
    "<h2>If you have none of that</h2>"
    "<p>Join by phone instead. Or ask us about a tablet. We have six to lend, with the internet "
    "built in. They come in the post with big buttons and a plain guide.</p>"
    "<h2>What we will never do</h2>"
    "<p>We will never ask for a password, a bank card, or to take over your screen. If someone says "
    "that they are us and asks for those, put the phone down. Then ring us.</p>",
)

ACCESSIBILITY = InformationPage(
    title="How we make this site easy to use",
    slug="accessibility",
    summary="Our accessibility statement: what works, what does not work yet, and how to tell us.",
    body="<p>This is the accessibility statement for the Over a Brew site. It is run by Curators of "
    "Change. We want as many people as we can to be able to use it. You should be able to:</p>"
    "<ul><li>make the words up to four times as big, and still read each line</li>"
    "<li>get round it with a keyboard, a switch or your voice</li>"
    "<li>listen to it with a screen reader</li>"
    "<li>use it on an old phone, on a slow line, and with no scripts</li>"
    "<li>change the colours and the spacing to suit your eyes</li>"
    "<li>read it without hard words</li></ul>"
    '<p>You can also <a href="/easier-to-read/">make this page easier to read</a>.</p>'
    "<h2>How easy this site is to use</h2>"
    "<p>We know that some parts do not work for everyone yet:</p>"
    "<ul><li>Our films do not have British Sign Language (BSL).</li>"
    "<li>Most of our pages do not have an Easy Read version.</li>"
    "<li>Some slides from before this site were saved as PDF files. They are hard to read with a "
    "screen reader.</li>"
    "<li>Poems and stories are in people's own words. Some may be hard to follow.</li></ul>"
    "<h2>Tell us, or ask for it another way</h2>"
    "<p>If you find a problem, tell us. If you need something in large print, in Easy Read, as "
    "sound, in braille or in BSL, ask us.</p>"
    '<ul><li>Phone: <a href="tel:+441632960123">01632 960 123</a>, Monday to Thursday, 9am to '
    "4pm</li>"
    '<li>Email: <a href="mailto:hello@overabrew.example">hello@overabrew.example</a></li></ul>'
    "<p>You will hear from us within two working days. If it takes us longer to put right, we will "
    "tell you how long.</p>"
    "<h2>If you are not happy with our answer</h2>"
    "<p>There are rules about this. They are called the Public Sector Bodies (Websites and Mobile "
    "Applications) Accessibility Regulations 2018. The Equality and Human Rights Commission (EHRC) "
    "makes sure that they are kept. If you are not happy with how we answer you, you can get in "
    'touch with the <a href="https://www.equalityadvisoryservice.com/">Equality Advisory and '
    "Support Service (EASS)</a>.</p>"
    "<h2>Technical information</h2>"
    "<p>Over a Brew wants to make its site accessible, in line with the 2018 rules above.</p>"
    "<h3>Compliance status</h3>"
    "<p>This site is <b>partially compliant</b> with the Web Content Accessibility Guidelines "
    "version 2.2, level AA. That is because of what we list here.</p>"
    "<h3>What is not accessible</h3>"
    "<p><b>We have not met the rules here:</b></p>"
    "<ul><li>Some PDF slides from 2023 and 2024 have no headings and no text for pictures. This "
    "fails 1.1.1 and 1.3.1. We are turning each one into a page. Ask, and we will do yours "
    "first.</li></ul>"
    "<p><b>We aim higher than the rules, and are not there yet:</b></p>"
    "<ul><li>Our films have no BSL. They have no sound, so the rules do not ask for it. All of "
    "their words, and what the pictures show, are written below them.</li>"
    "<li>Some stories and poems are harder to read than we would write (3.1.5, level AAA). We do "
    "not change people's own words. Longer stories have a short version at the top.</li></ul>"
    "<h2>What we are doing about it</h2>"
    "<p>The next thing is a BSL version of each film. After that come Easy Read pages about the "
    "next session, about booking, and about your privacy. People with learning disabilities will "
    "check them, and we will pay them for it.</p>"
    "<h2>How we wrote this page</h2>"
    "<p>We wrote it in November 2026. We test every page with tools that look for faults, at three "
    "sizes, in light and dark. We also go through each page with a keyboard, with scripts turned "
    "off, and with big words.</p>"
    "<p>Tools find less than half of all faults. We have not yet tested with enough people. When "
    "you use this site and it gets in your way, you are the best tester we could have.</p>"
    "<p>We will look at this page again by November 2027.</p>",
)

PRIVACY = InformationPage(
    title="How we look after what you tell us",
    slug="privacy",
    what_we_keep_before="Your rights",
    summary="What we ask for, why, who sees it, and how long we keep it.",
    body="<p>We ask for as little as we can. We use it only for what you gave it to us for. Then we "
    "delete it. This page says how.</p>"
    "<h2>When you just read</h2>"
    "<p>We do not follow you around. There are no adverts. Nothing is loaded from other companies. "
    "We do not set a cookie unless you fill in a form, and then only so that your answers are not "
    "lost.</p>"
    "<h2>When you book</h2>"
    "<p>We ask for a name, and for an email address or a phone number. We ask how you want to join. "
    "You can use any name that you like.</p>"
    "<p>We also ask what would make it easier for you to take part. You do not have to answer, and "
    "you never have to say why. What you need can say something about your health, so we take extra "
    "care with it. Only the people who have to act on it can see it.</p>"
    "<h2>When you send us a story or a poem</h2>"
    "<p>Only our editors see it. We put it on the site only if you say yes. You choose the name "
    "that goes with it, and it can be no name. You can change your mind at any time, and we will "
    "take it down.</p>"
    "<h2>What is the law that lets us do this?</h2>"
    "<p>The law is called the UK GDPR. When you book, we have a good reason to keep your name: we "
    "could not run the session without it. For what you need, we ask you to say yes first. You can "
    "take that yes back, and we will delete what you told us.</p>"
    "<h2>Your rights</h2>"
    "<ul><li>You can see all that we keep about you.</li>"
    "<li>You can put it right.</li>"
    "<li>You can take a copy away.</li>"
    "<li>You can have it deleted.</li></ul>"
    "<p>If you have booked, you can do all of these yourself, with the link in your message. If you "
    "have not got a link, ring us and we will do it with you.</p>"
    "<h2>If you are worried</h2>"
    '<p>Talk to us first, if you can. Ring <a href="tel:+441632960123">01632 960 123</a> or email '
    '<a href="mailto:hello@overabrew.example">hello@overabrew.example</a>. You can also go to the '
    '<a href="https://ico.org.uk/make-a-complaint/">Information Commissioner</a>, who looks after '
    "these rules.</p>",
)

CONTACT = InformationPage(
    title="Ask us anything",
    slug="ask-us-anything",
    summary="A phone with a person at the end of it. Also email, text and post.",
    picture="phone-on-table",
    body="<p>Nobody has ever asked us a silly question. Somebody did once ask if you have to like "
    "tea. You do not. Dev drinks squash.</p>"
    "<h2>Ring us</h2>"
    '<p><a href="tel:+441632960123">01632 960 123</a>, Monday to Thursday, 9am to 4pm. A person '
    "answers. If we are all on the phone, leave your number and we will ring you back the same "
    "day.</p>"
    "<p>If it helps, you can start with: I am not sure if this is for me.</p>"
    "<h2>Text us</h2>"
    "<p>07700 900 123. Good for when talking is hard. You can "
    "also use Relay UK: dial 18001 and then our number.</p>"
    "<h2>Email us</h2>"
    '<p><a href="mailto:hello@overabrew.example">hello@overabrew.example</a>. We answer within '
    "two working days. It can be one line, and the spelling does not matter.</p>"
    "<h2>Write to us</h2>"
    "<p>Over a Brew, The Old Maltings Hall, 12 Chapel Yard, Swaffham, Norfolk, PE37 0ZZ. We love a "
    "letter. We write back.</p>"
    "<h2>Things people ask</h2>"
    "<h3>Is it for me?</h3>"
    "<p>If care and support is any part of your life or your work, yes.</p>"
    "<h3>What does it cost?</h3>"
    "<p>Nothing. If it costs you something to take part, ask us. We can help with travel, a phone "
    "bill, or someone to cover for you.</p>"
    "<h3>Will I have to speak?</h3>"
    "<p>No. Not the first time, and not ever.</p>"
    "<h3>Can I bring my mum?</h3>"
    "<p>Yes. Does she take milk?</p>"
    "<h3>What if I say something daft?</h3>"
    "<p>Then you will fit in very well.</p>"
    "<h3>Will it get my problem sorted?</h3>"
    "<p>We cannot sort out your own case in a brew. We can listen, and we can often tell you who to "
    "ring. If somebody is in danger, ring 999. If you need someone to talk to tonight, you can ring "
    'the Samaritans, at any hour, on <a href="tel:116123">116 123</a>. It is free.</p>',
)

PAGES = (
    ABOUT,
    HOW_A_BREW_WORKS,
    WAYS_TO_JOIN,
    HELP_TO_GET_ONLINE,
    CONTACT,
    ACCESSIBILITY,
    PRIVACY,
)
