# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's English mail. A thread is (mailbox, subject, posts); a post is (who, days ago, text, mark, files, charset);
marks: u unread, r read, f flagged, a answered."""

WORK_PEOPLE = {
    "priya": ("Priya Raman", "priya.raman@harbour.example"), "gareth": ("Gareth Pugh", "gareth@harbour.example"),
    "mireille": ("Mireille Faure", "m.faure@atelier-faure.example"), "jonas": ("Jonas Albrecht", "jonas@harbour.example"),
    "kate": ("Kate Morrow", "kate.morrow@city-planning.example"), "olu": ("Olu Adeyemi", "olu@harbour.example"),
    "accounts": ("Harbour Accounts", "accounts@harbour.example"), "it": ("IT Service Desk", "servicedesk@harbour.example"),
    "sato": ("佐藤 美咲", "misaki.sato@yokohama-design.example"), "list": ("Tomás Ferreira", "tomas@rail-users.example"),
    "list2": ("Ines Novak", "ines@rail-users.example"), "calendar": ("Meeting Room 2", "rooms@harbour.example"),
    "build": ("Site Monitor", "monitor@harbour.example")}

WORK_THREADS = [
    ("INBOX", "Pavilion roof: which slate?", [
        ("mireille", 6.1, "Hello Alice,\n\nThe samples came this morning. The Welsh slate is heavier than we assumed (31 kg a square metre "
         "instead of 27), so Jonas should check the rafters before we decide. The Spanish one is lighter and 400 euro cheaper in total, but "
         "I do not like the colour next to the old brick.\n\nPhotographs attached.\n\nMireille", "a", ("slate-samples.png",)),
        ("me", 5.8, "Thank you, that is clear. I would rather keep the Welsh one if the rafters allow it. Jonas, can you say by Thursday?\n\nAlice"),
        ("jonas", 4.2, "Rafters are fine with 31 kg at the present spacing, including snow. Calculation attached, two pages.\n\nJonas\n\n"
         "> I would rather keep the Welsh one if the rafters allow it.", "", ("rafters-revised.pdf",)),
        ("mireille", 0.3, "Good news. I have reserved the Welsh slate until Friday noon; after that the price goes up by six per cent. "
         "A yes from you is enough, the order form follows.\n\nMireille", "f")]),
    ("INBOX", "Planning consent: two questions before the committee", [
        ("kate", 3.4, "Dear Ms Morgan,\n\nthe committee meets on the first Tuesday of the month. Before that we need to know\n\n"
         "1. whether the bicycle stands stay within the boundary, and\n2. how the loading bay is closed at night.\n\n"
         "A drawing is not necessary; two sentences will do.\n\nKind regards\nKate Morrow\nCity Planning, Desk 4", "f"),
        ("me", 2.9, "Dear Ms Morrow,\n\n1. Yes, all twelve stands are inside the boundary, 80 cm from it at the nearest point.\n"
         "2. By a folding gate, 1.80 m high, locked by the night porter at ten.\n\nBest regards\nAlice Morgan"),
        ("kate", 0.9, "Dear Ms Morgan,\n\nthat answers both. The application is on the agenda as item 7; you need not attend.\n\nKate Morrow", "u")]),
    ("INBOX", "Lunch on Thursday?", [
        ("olu", 0.12, "The place by the lock has opened again and they kept the fish soup. Quarter past twelve, before the crowd?\n\nOlu", "u")]),
    ("INBOX", "Minutes, Tuesday 10 o'clock", [
        ("priya", 1.6, "Present: Alice, Gareth, Jonas, Priya\n\n- Scaffolding on the north side comes down on the 14th.\n- Gareth asks the "
         "electrician about the second meter.\n- The model goes to the library for three weeks; Alice writes the label.\n- Next meeting: as "
         "always, but in Room 2.\n\nShout if I got something wrong.\nPriya", "r"),
        ("gareth", 1.5, "One correction: the electrician came last week already. The second meter is in.\n\nG."),
        ("priya", 1.4, "Changed, thank you. The version in Projects is the right one now.", "r")]),
    ("INBOX", "図面の確認のお願い (drawing for the tea room)", [
        ("sato", 2.3, "Morgan 様\n\nお世話になっております。横浜デザインの佐藤です。\n茶室の図面（第三版）をお送りします。入口の高さを 1,750 mm に直しました。\n"
         "ご確認のうえ、今週中にお返事をいただけますと幸いです。\n\nIn short: the door is now 1,750 mm high. Please confirm this week.\n\n佐藤 美咲", "f", ("茶室-第三版.pdf",)),
        ("me", 1.9, "Dear Sato-san,\n\nconfirmed, thank you. The new height solves the step as well.\n\nありがとうございます。\nAlice Morgan"),
        ("sato", 1.05, "Morgan 様\n\n早速のご確認ありがとうございます。では、この版で進めます。\n\n佐藤", "u", (), "iso-2022-jp")]),
    ("INBOX", "Your expense claim 2214 has been paid", [
        ("accounts", 4.7, "Claim 2214 (train to Bristol, two nights, 318.40) was paid today. The statement is attached.\n\nAccounts\n"
         "This address reads answers on working days.", "", ("statement-2214.pdf",))]),
    ("INBOX", "Password changes on Sunday", [
        ("it", 7.2, "On Sunday between 7 and 9 in the morning the sign-in service moves. You will be asked for your password once; it does "
         "not change.\n\nWe will never ask for your password by e-mail.\n\nService Desk")]),
    ("INBOX", "Room 2 is booked: Tuesday 10:00", [
        ("calendar", 8.0, "Meeting Room 2\nTuesday, 10:00 to 11:00\nOrganiser: Priya Raman\n\nThe projector needs the blue adapter; it hangs "
         "beside the door.")]),
    ("INBOX", "Offer for the oak benches", [
        ("gareth", 9.5, "Three offers, cheapest last. The middle one dries the wood himself and I trust him.\n\n  Hallam   4,120  eight weeks\n"
         "  Prosser  3,880  five weeks\n  Woodline 3,640  twelve weeks\n\nNumbers attached.", "fa", ("benches.csv",)),
        ("me", 9.1, "Prosser then. Five weeks decides it.\n\nA."),
        ("gareth", 8.8, "Ordered. He starts on Monday.")]),
    ("INBOX", "Sensor 4 reports damp in the cellar", [
        ("build", 11.0, "Sensor 4 (cellar, west wall): 81 % for more than six hours. Limit: 75 %.", "r"),
        ("build", 10.6, "Sensor 4 (cellar, west wall): 69 %. Back below the limit.", "r")]),
    ("INBOX", "The old drawings of the bath house", [
        ("jonas", 13.3, "I found them, in the wrong drawer of course: eleven sheets from 1911, ink on linen. Far too good to fold again. "
         "Could the library scan them?\n\nJonas", "f"),
        ("me", 13.0, "They can, I asked. Wednesday, and somebody has to carry them flat. Your car?"),
        ("jonas", 12.7, "My car. Wednesday at nine.")]),
    ("INBOX", "Welcome to the working group", [
        ("kate", 21.0, "Dear all,\n\nthank you for joining. We meet four times a year, the minutes are public, and the coffee is bad. "
         "Our first question will be how the quay is lit in winter.\n\nKate Morrow")]),
    ("INBOX", "Photographs from the open day", [
        ("olu", 16.4, "Two hundred and eleven visitors, one lost umbrella, one found dog. The best three pictures attached, the rest is on "
         "the shelf drive.\n\nOlu", "f", ("open-day-1.png", "open-day-2.png", "open-day-3.png"))]),
    ("INBOX", "Draft of the annual report", [
        ("priya", 24.2, "Section 3 still lacks the figures for the workshop. Otherwise it reads well, I only moved commas.\n\nPriya", "a",
         ("annual-report-draft.pdf",)),
        ("me", 23.6, "Figures are in. I also took out the sentence about the lift, which nobody believed.\n\nAlice"),
        ("priya", 23.1, "Printed. Thank you for the lift.")]),
    ("Projects/Pavilion", "Foundation: result of the test pits", [
        ("jonas", 41.0, "Gravel from 1.10 m down in all three pits, no water. We can do without piles.\n\nJonas", "f", ("test-pits.pdf",)),
        ("me", 40.5, "Best sentence of the week. I tell Mireille."),
        ("mireille", 40.1, "Then I can draw the floor 20 cm lower, and the step at the entrance goes away. Wonderful.")]),
    ("Projects/Pavilion", "Lighting: less is more", [
        ("mireille", 33.0, "I took out half of the lamps. Come and look at the model in the evening, not at noon.\n\nMireille"),
        ("gareth", 32.4, "Half the lamps is a quarter of the cable. I am in favour.")]),
    ("Projects/Pavilion", "Order confirmation 88-1932, oak", [
        ("accounts", 30.3, "Order 88-1932 has been approved: oak boards, 40 mm, 3.2 cubic metres.", "", ("order-88-1932.pdf",))]),
    ("Projects/Tea room", "Visit from Yokohama", [
        ("sato", 36.6, "Dear Alice,\n\nwe arrive on Monday at 14:20 and are three persons. Would it be possible to see the bath house too?\n\n"
         "よろしくお願いいたします。\nMisaki Sato"),
        ("me", 36.2, "Dear Misaki,\n\nof course. I shall be at the station, the one with the yellow umbrella.\n\nAlice"),
        ("sato", 28.9, "先日は大変お世話になりました。黄色い傘、すぐに分かりました。\n写真を一枚お送りします。\n\n佐藤", "f", ("黄色い傘.png",))]),
    ("Lists/rail-users", "[rail-users] Later train on Fridays", [
        ("list", 19.9, "From December there will be a train at 23:40 on Fridays and Saturdays. It stops everywhere, but it exists."),
        ("list2", 19.5, "And it carries bicycles. We asked for this since 2019."),
        ("list", 19.2, "Thanks to everybody who signed.")]),
    ("Lists/rail-users", "[rail-users] Works on the viaduct", [
        ("list2", 5.3, "Single track for two weekends. Buses leave from the north entrance, not from the square.", "u"),
        ("list", 4.9, "The north entrance is closed for the same works. I have written to them.", "u"),
        ("list2", 0.7, "Answer: buses leave from the square after all.", "u")]),
    ("Archive", "Keys for the hall", [
        ("gareth", 55.2, "Two sets, numbered. Number three never existed, whatever the book says.")]),
    ("Archive", "Re-use of the bricks", [
        ("kate", 51.7, "Permitted, as long as they are counted. Please count them.\n\nKate Morrow"),
        ("me", 51.2, "4,312.\n\nAlice Morgan"),
        ("kate", 50.9, "Thank you. I did not expect an answer.")]),
]
WORK_NEWS = [("INBOX", (("Timber & Stone Weekly", "weekly@timber-stone.example"), (0.5, 7.5, 14.5, 28.5), "Timber &amp; Stone", "#2f5d50", [
    ("The staircase that needs no nails", "A joiner in Vermont has built forty of them. We watched the forty-first.", [
        ("Dovetails by hand or by machine?", "Twelve boards, two weeks, one bucket of water: our test of joints that get wet."),
        ("Lime plaster in winter", "It can be done above four degrees. Below, it only looks as if it could."),
        ("Book of the week", "A history of the brick, with more jokes than you would think.")]),
    ("A library under a meadow", "The roof is cut twice a year, by sheep.", [
        ("Daylight from the side", "Why the reading rooms face north and nobody misses the sun."),
        ("Letters", "A reader asks what to do with 600 left-over tiles. Forty readers answer.")]),
    ("Repair before you replace", "Windows from 1890, with new putty and old glass.", [
        ("Counting the cost", "A repaired window is cheaper after nine years. The calculation, step by step."),
        ("Next week", "Wooden bridges, and the man who listens to them.")]),
    ("Bridges you can hear", "A good plank has a note. A tired one has two.", [
        ("The listener", "Portrait of an inspector with a hammer and a very good ear."),
        ("Calendar", "Open workshops in October, by region.")])])),
    ("INBOX", (("Harbour Canteen", "canteen@harbour.example"), (2.0, 9.0), "This week in the canteen", "#a8572b", [
        ("Menu from Monday to Friday", "Everything is cooked here, also the bread.", [
            ("Monday", "Leek and potato soup, rye bread"), ("Tuesday", "Chickpea curry with spinach"), ("Wednesday", "Baked trout, fennel"),
            ("Thursday", "Mushroom risotto"), ("Friday", "Pancakes, as voted")]),
        ("Menu from Monday to Friday", "The oven is repaired.", [
            ("Monday", "Lentil stew"), ("Tuesday", "Pasta with walnut sauce"), ("Wednesday", "Fish pie"), ("Thursday", "Roast vegetables"),
            ("Friday", "Pizza from the repaired oven")])]))]

HOME_PEOPLE = {
    "mum": ("Margaret Keller", "margaret.keller@family.example"), "lena": ("Lena Keller", "lena@family.example"),
    "sam": ("Sam Whitlock", "sam.whitlock@friends.example"), "nora": ("Nora Lindqvist", "nora@friends.example"),
    "library": ("City Library", "notices@library.example"), "shop": ("Pedal & Spoke", "orders@pedal-spoke.example"),
    "power": ("Northern Power", "billing@northern-power.example"), "school": ("Elm Street School", "office@elmstreet.example"),
    "allot": ("Allotment Society", "secretary@allotments.example"), "choir": ("Riverside Choir", "choir@riverside.example"),
    "dentist": ("Dr Osei's practice", "reception@osei-dental.example"), "parcel": ("ParcelPoint", "tracking@parcelpoint.example"),
    "rail": ("Coastline Trains", "tickets@coastline.example"), "forum": ("Beekeepers' list", "list@beekeepers.example")}
HOME_THREADS = [
    ("INBOX", "Sunday", [
        ("mum", 0.2, "Dear Bob,\n\nwe are eleven on Sunday, twelve if your uncle remembers. Could you bring the long table and the good "
         "knife? I have everything else, and too much of it.\n\nLove, Mum", "uf")]),
    ("INBOX", "The tent", [
        ("sam", 2.6, "Pitched it in the garden to look for holes. There are four, two of them windows. I patch the others tonight.\n\nSam", "a"),
        ("me", 2.2, "Bring the patches along anyway. Last time the wind found number five."),
        ("sam", 0.8, "Packed. I also have the map, the stove, and no idea where the pegs are.", "u")]),
    ("INBOX", "Violin lesson moved to Wednesday", [
        ("lena", 1.3, "Papa, Frau Novak is ill, so the lesson is on Wednesday at five. I can go by myself if it does not rain.\n\nLena", "a"),
        ("me", 1.25, "Then we hope for sun, and I come in any case. I like the corridor, one hears everybody."),
        ("lena", 1.1, "You only like the biscuits there.", "u")]),
    ("INBOX", "Your books are due on Friday", [
        ("library", 3.0, "Due on Friday:\n\n- The Sea Around Us\n- Bread, a slow guide\n- Repairing bicycles without tears\n\nThe second one is "
         "wanted by another reader and cannot be renewed.", "f")]),
    ("INBOX", "Order 55120: on its way", [
        ("shop", 4.1, "Two inner tubes, 28 inch\nOne bell, brass\n\nSent today. You can hear the bell on our page, which we were told is silly.",
         "", ("order-55120.pdf",)),
        ("parcel", 3.2, "Your parcel waits at the corner shop in Mill Lane until Saturday. Code: 4471", "r")]),
    ("INBOX", "Electricity: statement for the quarter", [
        ("power", 6.3, "You have used 512 kWh, 38 less than a year ago. 121.77 will be collected on the 15th.", "", ("statement-Q3.pdf",))]),
    ("INBOX", "School trip, what to bring", [
        ("school", 8.4, "Dear parents,\n\nthe bus leaves at 7:30 sharp. Please give your child a rain jacket, a full bottle and a sandwich "
         "that survives being sat on.\n\nThe office", "f", ("letter-to-parents.pdf",))]),
    ("INBOX", "Plot 31: the hedge", [
        ("allot", 10.2, "Dear Mr Keller,\n\nthe hedge of plot 31 is 12 cm higher than the rules allow. Nobody minds, but somebody measured.\n\n"
         "The secretary", "a"),
        ("me", 9.8, "Dear secretary,\n\nit shall be cut on Saturday. May I ask who owns a ruler that long?\n\nBob Keller"),
        ("allot", 9.3, "Dear Mr Keller,\n\nI would rather not say. Thank you for the hedge.", "r")]),
    ("INBOX", "Check-up: it is time again", [
        ("dentist", 12.0, "Dear Mr Keller, your last check-up was six months ago. Please call us; mornings are quieter.", "r")]),
    ("INBOX", "Concert in December, who sings what", [
        ("choir", 14.6, "Dear singers,\n\nprogramme attached. Basses, the page with the coffee stain is intentional: that is where you came in "
         "too early last year.\n\nRuth", "f", ("programme.pdf",))]),
    ("INBOX", "Old photographs of the boat house", [
        ("nora", 17.7, "Found these in a box with Christmas lights. Is that you on the left, with hair?\n\nNora", "fa", ("boat-house.png",)),
        ("me", 17.4, "It is me. The hair moved away in 2009 and does not write."),
        ("nora", 17.1, "I have printed it for the kitchen.")]),
    ("INBOX", "Your tickets to the coast", [
        ("rail", 20.3, "Two adults, one child\nOut: Saturday 8:12, coach 4, seats 21 to 23\nBack: Tuesday 17:40, coach 2, seats 61 to 63", "",
         ("tickets.pdf",))]),
    ("INBOX", "Recipe, as promised", [
        ("mum", 26.0, "500 g flour, 350 g water, 10 g salt, a spoon of the old dough. Do nothing for twelve hours. Then bake it hot. "
         "It is the nothing that people cannot do.\n\nMum", "f")]),
    ("Family", "Grandfather's letters", [
        ("mum", 31.4, "I have typed the first twenty. His hand gets better when he is angry.\n\nMum", "", ("letters-1-20.pdf",)),
        ("lena", 31.0, "Number 14 is about a goat!! Read number 14."),
        ("me", 30.6, "I read it. We now need a goat.")]),
    ("Family", "Birthday list", [
        ("lena", 44.0, "1. a drum\n2. a smaller drum\n3. socks (the ones with stripes)\n\nLena", "f")]),
    ("House", "Roof: invoice and guarantee", [
        ("allot", 47.3, "Copy of the guarantee for the shed roof, ten years.", "", ("guarantee.pdf",))]),
    ("House", "Heating: appointment confirmed", [
        ("power", 38.2, "The engineer comes on the 22nd between 8 and 10. Please keep the cellar door free.")]),
    ("Lists/Bees", "[bees] First swarm of the year", [
        ("forum", 58.0, "In the church, of all places. The vicar was calm, the organist was not."),
        ("forum", 57.5, "They are in a box now and hum in tune."),
        ("forum", 5.1, "Please weigh your hives this week, before it gets cold.", "u")]),
    ("Lists/Bees", "[bees] Honey jars, joint order", [
        ("forum", 15.2, "480 jars, 250 g, with lids. Say by Sunday how many you take."),
        ("me", 14.9, "Forty, please."),
        ("forum", 11.9, "Ordered. To be picked up at the hall.", "r")]),
    ("Archive", "Lease of the garage", [
        ("nora", 52.8, "Signed and scanned. The key hangs where it always did.", "", ("lease.pdf",))]),
]
HOME_NEWS = [("INBOX", (("The Slow Kitchen", "letter@slow-kitchen.example"), (0.6, 7.6, 14.7, 21.6, 35.6), "The Slow Kitchen", "#8a3b4c", [
    ("Soup that waits for you", "Five pots that get better while nobody looks.", [
        ("White beans, sage, time", "Soak them in the morning, forget them until six."),
        ("What to do with the heel of the bread", "Toast it, rub it, hide it at the bottom of the bowl."),
        ("A reader's trick", "Freeze the rind of the cheese. You will know when.")]),
    ("Plums, all of them", "The tree gives 40 kilos in one week. Here is the week.", [
        ("Monday: jam", "With less sugar than your grandmother, and more lemon."), ("Friday: the oven", "Dried at 70 degrees, door ajar.")]),
    ("One pan, four evenings", "Cast iron does not like soap and loves onions.", [
        ("How to season it", "Thin oil, hot oven, patience."), ("How to ruin it", "We did it for you.")]),
    ("The quiet loaf", "No kneading, no machine, no hurry.", [("Step by step", "With a clock for every kitchen temperature.")]),
    ("Preserving light", "Lemons in salt, for February.", [("You need", "Lemons, salt, a jar, a shelf you do not look at.")])])),
    ("INBOX", (("Pedal & Spoke", "news@pedal-spoke.example"), (3.6, 33.6), "Pedal &amp; Spoke", "#1f4e8c", [
        ("Winter check for 29", "Brakes, chain, lights, and we tell you what can wait.", [
            ("Lights", "A dynamo never runs out on the way home."), ("Saturday workshop", "Learn to true a wheel. Six places left.")]),
        ("Autumn rides", "Three routes with a bakery at the far end.", [
            ("The canal", "32 km, flat, herons."), ("The ridge", "45 km, not flat, view."), ("The mill", "18 km, apple cake.")])]))]

READING_PEOPLE = {"lena": ("Lena Brandt", "lena@reading-circle.example"), "shop": ("Corner Books", "orders@corner-books.example")}
READING_THREADS = [
    ("INBOX", "Reading circle: the next book", [
        ("lena", 4.4, "Dear all,\n\nthree votes for the lighthouse, two for the cookbook that is secretly a novel. So the lighthouse it is. "
         "We meet on the last Friday, at seven, at mine.\n\nLena"),
        ("me", 4.1, "I bring the cake from the cookbook, then nobody has lost.\n\nCarol"),
        ("lena", 0.4, "Then I make tea for nine. Who has the second copy?\n\nLena", "u")]),
    ("INBOX", "Your order is ready to be picked up", [
        ("shop", 1.9, "The Lighthouse Year, paperback, 1 copy.\n\nIt lies at the till until the end of next week.\n\nCorner Books", "r")]),
]

CHOIR_PEOPLE = {"ruth": ("Ruth Adeyemi", "ruth@harbour-choir.example"), "office": ("Parish office", "office@st-brannock.example")}
CHOIR_THREADS = [
    ("INBOX", "Rehearsal moved to Wednesday", [
        ("ruth", 5.2, "Dear all,\n\nthe hall is taken on Tuesday. So it is Wednesday this week, at half past seven, the side door is open.\n\nRuth"),
        ("ruth", 0.7, "And bring the blue folder, please, with the Tallis in it.\n\nRuth", "u")]),
    ("INBOX", "Key of the organ loft", [
        ("office", 2.3, "The key hangs on its hook again. Thank you.\n\nParish office", "r")]),
]

ACCOUNTS = {
    "alice@example.test": {"name": "Alice Morgan", "people": WORK_PEOPLE, "threads": WORK_THREADS, "newsletters": WORK_NEWS,
                           "mailboxes": ["Projects", "Projects/Pavilion", "Projects/Tea room", "Lists", "Lists/rail-users", "Receipts"]},
    "bob@example.test": {"name": "Bob Keller", "people": HOME_PEOPLE, "threads": HOME_THREADS, "newsletters": HOME_NEWS,
                         "mailboxes": ["Family", "House", "Lists", "Lists/Bees", "Recipes"]},
    "dave@example.test": {"name": "Dave Okoro", "people": CHOIR_PEOPLE, "threads": CHOIR_THREADS, "newsletters": []},
    "carol@example.test": {"name": "Carol Reyes", "people": READING_PEOPLE, "threads": READING_THREADS, "newsletters": []},
}
