import { Avatar, type AvatarProps } from "../components/avatar.tsx";
import { ProfessionalMark } from "../components/marks.tsx";
import { MessageBubble } from "../components/message.tsx";
import { MiniRing } from "../components/mini-ring.tsx";
import { Cell, Part } from "./part.tsx";

type Masked = Extract<AvatarProps, { kind: "masked" }>;

const masked: Masked[] = [
  { kind: "masked", shape: 1, colour: 5, size: "lg" },
  { kind: "masked", shape: 2, colour: 7, size: "lg" },
  { kind: "masked", shape: 3, colour: 3, size: "lg" },
  { kind: "masked", shape: 4, colour: 2, size: "lg" },
  { kind: "masked", shape: 5, colour: 1, size: "lg" },
  { kind: "masked", shape: 6, colour: 8, size: "lg" },
  { kind: "masked", shape: 7, colour: 6, size: "lg" },
  { kind: "masked", shape: 8, colour: 4, size: "lg" },
  { kind: "masked", shape: 2, colour: 3 },
  { kind: "masked", shape: 6, colour: 2 },
  { kind: "masked", shape: 8, colour: 1, size: "sm" },
];

export function PeoplePart() {
  return (
    <Part id="mensen" title="Mensen">
      <div className="cells">
        <Cell about="professional: vierkant, blauw, merk">
          <div className="row wrap">
            <Avatar kind="professional" initials="SB" size="lg" />
            <Avatar kind="professional" initials="DV" />
            <Avatar kind="professional" initials="NS" size="sm" />
            <ProfessionalMark>Behandelaar</ProfessionalMark>
            <ProfessionalMark>Secretariaat</ProfessionalMark>
          </div>
        </Cell>
        <Cell about="cliënt">
          <div className="row">
            <Avatar kind="client" initials="EJ" size="lg" />
            <Avatar kind="client" initials="EJ" />
            <Avatar kind="client" initials="TM" size="sm" />
          </div>
        </Cell>
        <Cell about="naaste, naam zichtbaar voor deze lezer">
          <div className="row">
            <Avatar kind="related" initials="PJ" size="lg" />
            <Avatar kind="related" initials="MJ" />
            <Avatar kind="related" initials="GH" size="sm" />
          </div>
        </Cell>
        <Cell about="gevraagd of uitgenodigd, nog niet binnen">
          <div className="row">
            <Avatar kind="related" initials="LB" size="lg" pending />
            <Avatar kind="professional" initials="DV" pending />
          </div>
        </Cell>
      </div>
      <div className="cells one">
        <Cell about="naaste, naam niet zichtbaar: vorm en kleur uit de handle van dit gesprek, elders een andere">
          <div className="row wrap">
            {masked.map((person) => (
              <Avatar key={`${person.shape}${person.colour}`} {...person} />
            ))}
          </div>
        </Cell>
        <Cell about="gesprek van meer mensen: een kleine kring, in de volgorde van de server">
          <div className="row">
            <MiniRing people={[{ kind: "client" }, { kind: "professional" }]} />
            <MiniRing
              people={[{ kind: "client" }, { kind: "masked", shape: 8, colour: 3 }, { kind: "professional" }]}
            />
            <MiniRing
              people={[
                { kind: "client" },
                { kind: "professional" },
                { kind: "masked", shape: 3, colour: 7 },
                { kind: "masked", shape: 1, colour: 5 },
                { kind: "related" },
              ]}
            />
          </div>
        </Cell>
      </div>
      <div className="twin">
        <div>
          <p className="xs mute">Sanne leest</p>
          <MessageBubble
            from="other"
            avatar={<Avatar kind="masked" shape={3} colour={7} />}
            name="Maan"
            as="naaste van Emma"
            time="08:52"
          >
            De ademoefening hielp.
          </MessageBubble>
        </div>
        <div>
          <p className="xs mute">Emma leest hetzelfde bericht</p>
          <MessageBubble
            from="other"
            avatar={<Avatar kind="related" initials="PJ" />}
            name="Pieter de Jong"
            as="heet hier Maan"
            time="08:52"
          >
            De ademoefening hielp.
          </MessageBubble>
        </div>
      </div>
    </Part>
  );
}
