// The emoji names a mentorship bot is likely to use. Slack knows thousands; a name that is not
// here is shown as it was typed, which is what Slack does with a name it does not know either.

const SHAPES = {
  wave: "👋", tada: "🎉", sparkles: "✨", seedling: "🌱", herb: "🌿", deciduous_tree: "🌳", sunflower: "🌻", tulip: "🌷",
  cherry_blossom: "🌸", blossom: "🌼", leaves: "🍃", four_leaf_clover: "🍀", potted_plant: "🪴", sun_with_face: "🌞",
  sunny: "☀️", sunrise: "🌅", crescent_moon: "🌙", zzz: "💤", coffee: "☕", palm_tree: "🌴", airplane: "✈️",
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", warning: "⚠️", no_entry: "⛔",
  octagonal_sign: "🛑", question: "❓", grey_question: "❔", exclamation: "❗", information_source: "ℹ️", bulb: "💡",
  memo: "📝", pencil: "📝", pencil2: "✏️", writing_hand: "✍️", clipboard: "📋", bookmark: "🔖", books: "📚", book: "📖",
  mag: "🔍", link: "🔗", pushpin: "📌", paperclip: "📎", inbox_tray: "📥", outbox_tray: "📤", speech_balloon: "💬",
  thought_balloon: "💭", bell: "🔔", no_bell: "🔕", calendar: "📅", date: "📅", spiral_calendar_pad: "🗓️", clock3: "🕒",
  alarm_clock: "⏰", hourglass: "⌛", hourglass_flowing_sand: "⏳", stopwatch: "⏱️", dart: "🎯", trophy: "🏆",
  chart_with_upwards_trend: "📈", rocket: "🚀", fire: "🔥", star: "⭐", star2: "🌟", heart: "❤️", green_heart: "💚",
  "+1": "👍", thumbsup: "👍", "-1": "👎", clap: "👏", raised_hands: "🙌", pray: "🙏", muscle: "💪", ok_hand: "👌",
  handshake: "🤝", eyes: "👀", point_right: "👉", point_down: "👇", smile: "😄", smiley: "😃", grinning: "😀",
  slightly_smiling_face: "🙂", blush: "😊", relaxed: "☺️", wink: "😉", thinking_face: "🤔", joy: "😂", sweat_smile: "😅",
  sob: "😭", cry: "😢", disappointed: "😞", confused: "😕", neutral_face: "😐", sunglasses: "😎", nerd_face: "🤓",
  partying_face: "🥳", bug: "🐛", wrench: "🔧", hammer: "🔨", gear: "⚙️", computer: "💻", lock: "🔒", key: "🔑", house: "🏠",
  earth_africa: "🌍", earth_americas: "🌎", earth_asia: "🌏", globe_with_meridians: "🌐", arrow_right: "➡️",
  arrow_left: "⬅️", repeat: "🔁", arrows_counterclockwise: "🔄", construction: "🚧", red_circle: "🔴", large_green_circle: "🟢",
  large_yellow_circle: "🟡", white_circle: "⚪", small_blue_diamond: "🔹", one: "1️⃣", two: "2️⃣", three: "3️⃣",
};

/** The picture of an emoji name, or undefined. A skin tone after `::` is left off. */
export function emoji(name) {
  return Object.hasOwn(SHAPES, name) ? SHAPES[name] : undefined;
}
