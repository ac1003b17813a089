/** What roles are called. */
import type { Word } from "../i18n/words";
import { team } from "../i18n/words/team";
import type { Role } from "../session/roles";

const WORDS: Readonly<Record<Role, Word>> = {
  reader: team.roleReader, coder: team.roleCoder, reviewer: team.roleReviewer, editor: team.roleEditor, admin: team.roleAdmin,
};

export function roleWord(role: Role): Word {
  return WORDS[role];
}
