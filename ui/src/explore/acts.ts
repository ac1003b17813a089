// For each type of event the phrase that names the act in a sentence. `{1}` is who did it, `{2}` to whom. Of the
// alternatives in a bracket, parted by "|", the first stands whose parties are all known; none may stand. Arabic
// phrases stand after "في" and so begin with a noun; verbs agree with it, not with the party, whose gender is not known.

import type { Language } from "./people";

export const ACTS: Record<string, Record<Language, string>> = {
  "armed-clash": { en: "an armed clash[ between {1} and {2}| involving {1}| involving {2}]", ar: "اشتباك مسلح[ بين {1} و{2}| أحد طرفيه {1}| أحد طرفيه {2}]" },
  "government-regains-territory": { en: "fighting in which territory was regained[ by {1}][ from {2}]", ar: "قتال استعيدت فيه السيطرة على المنطقة[ من جانب {1}][، وكانت بيد {2}]" },
  "non-state-overtakes-territory": { en: "fighting in which territory was taken[ by {1}][ from {2}]", ar: "قتال انتهى بالسيطرة على المنطقة[ من جانب {1}][، وكانت بيد {2}]" },
  "air-drone-strike": { en: "an air or drone strike[ by {1}][ on {2}]", ar: "ضربة جوية[ من جانب {1}][ استهدفت {2}]" },
  shelling: { en: "shelling or a missile attack[ by {1}][ on {2}]", ar: "قصف مدفعي أو صاروخي[ من جانب {1}][ استهدف {2}]" },
  "chemical-weapon": { en: "an attack with chemical weapons[ by {1}][ on {2}]", ar: "هجوم بسلاح كيميائي[ من جانب {1}][ استهدف {2}]" },
  "suicide-bomb": { en: "a suicide bombing[ by {1}][ against {2}]", ar: "تفجير انتحاري[ من جانب {1}][ استهدف {2}]" },
  "remote-explosive": { en: "the explosion of a mine or improvised device[ laid by {1}][ that hit {2}]", ar: "انفجار لغم أو عبوة ناسفة[ من جانب {1}][ أصاب {2}]" },
  grenade: { en: "a grenade attack[ by {1}][ on {2}]", ar: "هجوم بقنبلة يدوية[ من جانب {1}][ استهدف {2}]" },
  attack: { en: "an attack[ by {1}][ on {2}]", ar: "اعتداء[ من جانب {1}][ استهدف {2}]" },
  abduction: { en: "an abduction[ by {1}][ of {2}]", ar: "عملية خطف[ من جانب {1}][ طالت {2}]" },
  "sexual-violence": { en: "sexual violence[ by {1}][ against {2}]", ar: "اعتداء جنسي[ من جانب {1}][ طال {2}]" },
  "peaceful-protest": { en: "a peaceful protest[ by {1}]", ar: "احتجاج سلمي[ من جانب {1}]" },
  "protest-intervention": { en: "the dispersal of a protest[ by {1}]", ar: "تفريق احتجاج[ من جانب {1}]" },
  "excessive-force-protest": { en: "the use of excessive force[ by {1}] against protesters", ar: "استخدام قوة مفرطة[ من جانب {1}] ضد محتجين" },
  "violent-demonstration": { en: "a violent demonstration[ by {1}][ against {2}]", ar: "تظاهرة عنيفة[ من جانب {1}][ ضد {2}]" },
  "mob-violence": { en: "mob or communal violence[ by {1}][ against {2}]", ar: "عنف أهلي[ من جانب {1}][ ضد {2}]" },
  agreement: { en: "an agreement[ between {1} and {2}| involving {1}| involving {2}]", ar: "اتفاق[ بين {1} و{2}| أحد أطرافه {1}| أحد أطرافه {2}]" },
  arrests: { en: "arrests[ by {1}][ of {2}]", ar: "حملة اعتقالات[ من جانب {1}][ طالت {2}]" },
  "change-to-group": { en: "a change in the forces[ of {1}]", ar: "تغيير في قوات[ تابعة لـ{1}]" },
  "disrupted-weapons-use": { en: "the interception or disabling of a weapon[ of {2}][ by {1}]", ar: "اعتراض سلاح أو إبطاله[ من جانب {1}][، ومصدره {2}]" },
  "base-established": { en: "the setting up of a base or checkpoint[ by {1}]", ar: "إقامة قاعدة أو حاجز[ من جانب {1}]" },
  "looting-destruction": { en: "the looting or destruction of property[ by {1}][ of {2}]", ar: "نهب أو تدمير ممتلكات[ من جانب {1}][ تعود إلى {2}]" },
  "non-violent-transfer": { en: "a transfer of control without a fight[ to {1}][ from {2}]", ar: "انتقال السيطرة بلا قتال[ إلى {1}][، وكانت بيد {2}]" },
  other: { en: "a development[ involving {1}][ affecting {2}]", ar: "تطور[ طرفه {1}][ طال {2}]" },
};
