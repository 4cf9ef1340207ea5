"""What the test shop sells: four shelves, each speaking to something else.
Never says a motivator's name: tags are the owner's affair, in motivo.json."""

SHELVES = [
    (
        "Clubs and gatherings",
        "club",
        (46, 111, 94),
        [
            (
                "Neighbours table club",
                "18.00",
                "One long table, twelve chairs, and the same faces every second Thursday. Everybody cooks once, "
                "everybody washes up once, and by spring you know the whole street by name. The membership pays for "
                "the room and the first round of soup. New people are seated in the middle, never at the end, and "
                "somebody will have kept a chair for you.",
            ),
            (
                "Choir for beginners club",
                "24.50",
                "Nobody sings alone here. We learn by ear, in four groups, and the group carries whoever is lost. "
                "After a term we sing together in the square for everybody's grandparents. You get a folder, a "
                "rehearsal evening and thirty people who notice when you are missing.",
            ),
            (
                "Board games night club",
                "12.00",
                "A shelf of sixty games and a table that always has room for one more. The host introduces you, "
                "explains the rules and stays until you are laughing with the others. Bring a friend or come to "
                "find some: most of our teams met on a rainy Tuesday.",
            ),
            (
                "Village quilt circle club",
                "31.00",
                "Each member sews one square and all squares become one quilt, which goes to a family that has just "
                "moved in. We meet in the library, share thread and stories, and sign the back together. The kit "
                "holds fabric for your square and the circle's address book.",
            ),
        ],
    ),
    (
        "Steep and fast",
        "steep",
        (176, 58, 46),
        [
            (
                "Cliff jump steep course",
                "145.00",
                "Eleven metres of nothing, then cold water. You start at three, you end where your knees shake. The "
                "guide counts down once and never twice. Bring a swimsuit, leave your doubts: the last edge of the "
                "day is the one you will tell about for years.",
            ),
            (
                "Night downhill steep ride",
                "89.00",
                "Two wheels, one lamp, nine hundred metres down through the trees. The track drops away before you "
                "can see it and your heart is always one bend ahead. Full-face helmet and armour are in the price, "
                "so is the lift back up for the second, faster run.",
            ),
            (
                "Ice wall steep weekend",
                "210.00",
                "Two axes, twelve points under each boot, and a frozen waterfall that sings while you climb it. "
                "Nothing else in the world exists while you hang there. On the second day you lead the easy pitch "
                "yourself and jump from the top on a rope.",
            ),
            (
                "Storm surf steep session",
                "72.00",
                "We go out when everybody else comes in. Big grey walls of water, three seconds of flight and a "
                "tumble you will feel tomorrow. A boat is beside you all the time, the adrenaline is free, and no "
                "two waves are the same.",
            ),
        ],
    ),
    (
        "Locks and shelters",
        "sturdy",
        (52, 73, 110),
        [
            (
                "Double bolt sturdy lock",
                "64.00",
                "Two hardened bolts, tested for a quarter of a million turns, and a plate that leaves no gap for a "
                "lever. It fits every common door and comes with three keys that nobody can copy without your card. "
                "Close it in the evening and sleep.",
            ),
            (
                "Fireproof sturdy box",
                "119.00",
                "An hour in the flames and the papers inside are still white. Passport, deed and photographs lie "
                "flat, the seal keeps water out, and the handle is made to be found in the dark. Checked by an "
                "independent laboratory, with its report in the lid.",
            ),
            (
                "Cellar sturdy sensor",
                "39.00",
                "It notices water, smoke and frost before you do and rings until somebody answers. The battery "
                "lasts five years and says so a month before it ends. No account, no cloud: it works when the line "
                "is down, which is when you need it.",
            ),
            (
                "Winter sturdy pantry",
                "95.00",
                "Food and water for four people and two weeks, in tins that keep for a decade. A list tells what "
                "to use first and a card orders what is missing. You may never open it, and that is the best thing "
                "that can happen to it.",
            ),
        ],
    ),
    (
        "Slow mornings",
        "calm",
        (150, 122, 60),
        [
            (
                "Linen calm robe",
                "78.00",
                "Heavy, washed until it is soft, and long enough to fold your feet into. It dries you while you "
                "look out of the window. Woven from one thread, dyed with bark, and a little more comfortable after "
                "every wash.",
            ),
            (
                "Steam calm bowl",
                "27.00",
                "Hot water, three drops of pine, a towel over your head and ten minutes that belong to nobody else. "
                "The glaze keeps the warmth, the rim is shaped for your hands, and your breath is the only sound in "
                "the room.",
            ),
            (
                "Sleep calm pillow",
                "56.00",
                "Filled with spelt husks that take the shape of your neck and let the heat out. It rustles softly "
                "for two nights and then you miss it when it does not. Refill from the pouch whenever you want it "
                "higher.",
            ),
            (
                "Walking calm notebook",
                "14.00",
                "Sixty pages, a pencil, and on every page a walk that needs no more than half an hour and no goal. "
                "Sit down where the map has a dot. Write what you hear. After a month the evenings are longer and "
                "the shoulders lower.",
            ),
        ],
    ),
]
