import { Bell, Building2, ClipboardList, House, MessagesSquare, Users } from "lucide-react";
import { useState } from "react";
import { Avatar } from "../components/avatar.tsx";
import { Icon } from "../components/icon.tsx";
import { Wordmark } from "../components/logo.tsx";
import { SideMenu } from "../components/rows.tsx";
import { Rail } from "../components/shell.tsx";
import { LanguageChoice, SignInPicture } from "../components/sign-in.tsx";
import { Part } from "./part.tsx";

export function FramePart() {
  const [language, setLanguage] = useState("nl");
  return (
    <Part id="kader" title="Kader">
      <div className="cells">
        <div className="framed">
          <Rail
            label="Hoofdmenu"
            home={{ href: "#kleur", label: "Kring, naar start" }}
            items={[
              { href: "#start", label: "Start", icon: <Icon of={House} /> },
              {
                href: "#gesprek",
                label: "Gesprekken",
                icon: <Icon of={MessagesSquare} />,
                current: true,
                count: 3,
                spoken: "3 nieuw",
              },
              { href: "#clienten", label: "Cliënten", icon: <Icon of={Users} /> },
              { href: "#professionals", label: "Professionals", icon: <Icon of={Building2} />, onlyWide: true },
              { href: "#tools", label: "Tools", icon: <Icon of={ClipboardList} /> },
            ]}
            rest={[
              {
                href: "#meldingen",
                label: "Meldingen",
                icon: <Icon of={Bell} />,
                count: 1,
                spoken: "1 nieuw",
                onlyWide: true,
              },
              {
                href: "#ik",
                label: "Sanne",
                spoken: "Bakker, profiel en instellingen",
                icon: <Avatar kind="professional" initials="SB" size="sm" />,
              },
            ]}
          />
        </div>
        <div className="stacked wide">
          <div className="framed">
            <SideMenu
              label="Account van Emma"
              items={[
                { href: "#overzicht", label: "Overzicht", current: true },
                { href: "#tools", label: "Tools", count: 4 },
                { href: "#gesprek", label: "Gesprekken", count: 2 },
              ]}
            />
          </div>
          <div className="framed">
            <SignInPicture />
          </div>
          <Wordmark>van GGZ Waterkant</Wordmark>
          <LanguageChoice
            label="Taal"
            value={language}
            onChange={setLanguage}
            options={[
              { code: "nl", name: "Nederlands" },
              { code: "en", name: "English" },
            ]}
          />
        </div>
      </div>
    </Part>
  );
}
