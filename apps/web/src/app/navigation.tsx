import { Avatar, Icon, initialsOf, type NavItem } from "@kring/ui";
import {
  Bell,
  Building2,
  CircleDot,
  CircleUser,
  ClipboardList,
  House,
  type LucideIcon,
  MessagesSquare,
  ScrollText,
  Settings,
  Users,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useUnreadNotices } from "../features/inbox/use-unread-notices.ts";
import { useMe } from "../shared/me.ts";
import { onPhoneBar, type Place, pathOf, placesFor } from "../shared/places.ts";

const icons: Record<Place, LucideIcon> = {
  home: House,
  conversations: MessagesSquare,
  circle: CircleDot,
  clients: Users,
  tools: ClipboardList,
  professionals: Building2,
  log: ScrollText,
  settings: Settings,
  inbox: Bell,
};

const avatarKinds = { professional: "professional", client: "client", "related-person": "related" } as const;
const alsoUnder: Partial<Record<Place, string[]>> = {
  home: ["/tasks", "/invitations"],
  circle: ["/contact-history", "/related-persons", "/permissions"],
  clients: ["/requests"],
  log: ["/access-requests", "/exports", "/failed-mails"],
  professionals: ["/caseload-transfers"],
};

function isAt(place: Place, path: string): boolean {
  const roots = [pathOf[place], ...(alsoUnder[place] ?? [])];
  return roots.some((root) => path === root || (root !== "/" && path.startsWith(`${root}/`)));
}

/** The main menu of whoever is signed in: the parts that the server says they have. */
export function useNavigation(path: string, unread: number): { items: NavItem[]; rest: NavItem[] } {
  const { t } = useTranslation("common");
  const me = useMe();
  const notices = useUnreadNotices();
  const { account } = me;
  const counts: Partial<Record<Place, number>> = { home: me.tasks, conversations: unread, inbox: notices };
  const places = placesFor(me);
  const onPhone = onPhoneBar(places);
  const spoken = (count: number) => (count > 0 ? t("nav.newCount", { number: count > 99 ? "99+" : count }) : undefined);
  const itemOf = (place: Place): NavItem => ({
    href: pathOf[place],
    label: t(`nav.${place}`),
    icon: <Icon of={icons[place]} />,
    current: isAt(place, path),
    count: counts[place],
    spoken: spoken(counts[place] ?? 0),
    onlyWide: !onPhone.has(place),
  });
  const [first] = account.name.split(" ");
  return {
    items: places.filter((place) => place !== "inbox").map(itemOf),
    rest: [
      itemOf("inbox"),
      {
        href: "/profile",
        label: first ?? account.name,
        icon: <Avatar kind={avatarKinds[account.kind]} initials={initialsOf(account.name)} size="sm" />,
        current: path.startsWith("/profile"),
        spoken: t("nav.profile"),
        under:
          notices > 0 && !onPhone.has("inbox")
            ? { count: notices, spoken: t("nav.newNotices", { number: notices > 99 ? "99+" : notices }) }
            : undefined,
      },
    ],
  };
}

/** The parts that everybody has, while it is not yet known who is signed in. */
export function useBareNavigation(path: string): { items: NavItem[]; rest: NavItem[] } {
  const { t } = useTranslation("common");
  const itemOf = (place: Place): NavItem => ({
    href: pathOf[place],
    label: t(`nav.${place}`),
    icon: <Icon of={icons[place]} />,
    current: isAt(place, path),
  });
  const profile = {
    href: "/profile",
    label: t("titles.profile"),
    icon: <Icon of={CircleUser} />,
    current: path.startsWith("/profile"),
  };
  return { items: [itemOf("home"), itemOf("conversations")], rest: [itemOf("inbox"), profile] };
}
