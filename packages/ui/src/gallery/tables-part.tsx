import { Avatar } from "../components/avatar.tsx";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Tag } from "../components/marks.tsx";
import { Row, Rows } from "../components/rows.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { Table } from "../components/table.tsx";
import { Part } from "./part.tsx";

export function TablesPart() {
  return (
    <Part id="tabel" title="Tabel, leeg, laden">
      <Table
        label="Tools van Emma"
        columns={[
          { id: "tool", label: "Tool", main: true },
          { id: "guide", label: "Begeleiding", heading: "Begeleiding" },
          { id: "state", label: "Stand" },
          { id: "answers", label: "Antwoorden", heading: "Antwoorden", align: "end" },
        ]}
        rows={[
          {
            id: "1",
            cells: {
              tool: <a href="#tabel">Slaapdagboek</a>,
              guide: "Sanne Bakker",
              state: <Tag tone="done">loopt</Tag>,
              answers: 46,
            },
          },
          {
            id: "2",
            cells: {
              tool: <a href="#tabel">Piekeren de baas</a>,
              guide: "Sanne Bakker",
              state: <Tag tone="wait">wacht op feedback</Tag>,
              answers: 12,
            },
          },
          {
            id: "3",
            cells: {
              tool: <a href="#tabel">Ontspannen ademen</a>,
              guide: "onbegeleid",
              state: <Tag tone="off">feedback uit</Tag>,
              answers: 3,
            },
          },
        ]}
      />
      <div className="twin after-table">
        <Skeleton label="Laden" immediate />
        <EmptyState title="Nog geen tools" level={3} action={<Button dense>Kies zelf een tool</Button>}>
          <p>Zodra je behandelaar er een klaarzet, staat die hier.</p>
        </EmptyState>
        <EmptyState
          title="Hier is het nog stil"
          level={3}
          picture="quiet"
          action={<Button variant="primary">Begin een gesprek</Button>}
        >
          <p>Wie meeleest, zie je altijd voordat je verstuurt.</p>
        </EmptyState>
        <EmptyState title="Deze pagina is er niet, of niet voor jou" level={3} picture="missing">
          <p>Misschien klopt het adres niet.</p>
        </EmptyState>
      </div>
      <Rows label="Wie kan helpen">
        <Row leading={<Avatar kind="professional" initials="NS" />} end={<Button dense>Bericht</Button>}>
          <b>Noor Smit</b>
          <p className="sm mute">secretariaat</p>
        </Row>
        <Row leading={<Avatar kind="professional" initials="RM" />} end={<Button dense>Bericht</Button>}>
          <b>Ruben Mulder</b>
          <p className="sm mute">applicatiebeheerder</p>
        </Row>
      </Rows>
    </Part>
  );
}
