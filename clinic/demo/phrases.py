"""What the invented people write."""

HISTORIES = (
    "Calf gets tight after 4 km and aches the next morning. Wants to run 10 km without it.",
    "Sore calf since hill repeats were added. Training for a half marathon in spring.",
    "Back to running after a winter break; calf pain from the second week on. Goal: three easy runs a week.",
    "Deep ache in the calf on the last third of longer runs. Wants to keep up with the running group.",
    "Tight calf on stairs in the morning, eases when warm. Goal: trail race in ten weeks.",
    "Pain came with a quick rise in weekly distance. Wants to understand why it keeps coming back.",
)
WORDS = (
    "Start gently. Quiet landings matter more than high ones.",
    "Take your time with each one. Tick it off here, so that I can see it.",
    "Pain up to 5 is fine. Above that, stop and tell me.",
    "Same as last week, one new thing. Write to me when something is unclear.",
)
NOTES = (
    "Did it before breakfast.",
    "Felt easier than last time.",
    "A bit stiff at the start, fine after.",
    "Used the lower step at work.",
    "Legs tired from yesterday's run.",
    "Quiet landings today.",
)
TALKS = (
    (
        "Can I do the box hops on a day when I also run?",
        "Yes. Do them in your warm-up, before the run, and keep the run easy.",
    ),
    (
        "My calf was a little sore this morning, about 2 out of 10. Is that all right?",
        "That is fine. Carry on, and tell me if it is more than 2 points above a usual morning.",
    ),
    (
        "I have no box at home. Is a stair all right?",
        "A stair is fine if you can land on flat ground. The lowest step is enough.",
    ),
    (
        "The wall lean feels different on my left side.",
        "Good that you noticed. Note both sides; we look at them together after the next test.",
    ),
)
QUESTION = "I have a race in two weeks. Should I keep doing the hops in the last days before it?"
REVIEW_WORDS = {
    "progress": "Well done. The next step is a little harder. Start with the lower box.",
    "keep": "Good work. We stay with this for another month, and then test again.",
    "ease": "We take one step back for now. That is part of the way.",
    "discharge": "You know what to do now. Keep the exercises in your warm-up.",
}
EVIDENCE = {
    "calf-strength": "Hop test: {left} s left, {right} s right. Calf tires early on the sore side.",
    "ankle-mobility": "Knee-to-wall: {left} cm left, {right} cm right, heel down, tape.",
    "glutes-hamstrings": "Single-leg bridge shakes after 8 on the sore side; trunk tips forward late in a run.",
    "shoes": "Shoes worn out at the outer heel, more than 900 km. New pair felt better at once.",
}
RULED_OUT = "Even on both sides, no pain, strong enough on testing."
LIFT_REASON = "Seen in the clinic. No swelling, no bone tenderness, walks and rises on tiptoe without pain."
PAUSE_REASON = "Two weeks of holiday without training."
GATE_REASON = "Tested in the clinic: 14 calm heel raises, pain 1. Starts with small hops under supervision."
DISCHARGE_REASON = "Runs 10 km without pain for three weeks; both legs completed 30 s."
SHOES = ("Daily trainer, cushioned, third year", "Light road shoe, 8 mm drop", "Trail shoe with a stiff sole")
SHOE_WORDS = "Take turns with the second pair. Choose by comfort, and change over four weeks."
SHOE_NOTE = "Twelve minutes on the treadmill at easy pace, filmed from behind."
REPORTS = (
    (
        "The last step says to step back up, but not with which leg.",
        "With either leg. The step says so now. Thank you.",
    ),
    ("I cannot tell from the text how high the box should be.", ""),
)
