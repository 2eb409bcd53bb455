import { Clock, Reply, Trash2, TriangleAlert, WifiOff } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "../components/button.tsx";
import { Dialog, DialogPart } from "../components/dialog.tsx";
import { Menu } from "../components/menu.tsx";
import { Banner, Inset } from "../components/notices.tsx";
import { PictureDialog } from "../components/picture-dialog.tsx";
import { PictureTile } from "../components/picture-tile.tsx";
import { Toast, useToast } from "../components/toast.tsx";
import { Part } from "./part.tsx";

const nothing = () => {};

const consequence =
  "3 tools worden onbegeleid: Piekeren de baas, Slaapdagboek en Stemming per week. Hun feedbackmomenten gaan uit.";

export function NoticesPart() {
  return (
    <Part id="meldingen" title="Banners, toasts, dialoog, menu, afbeelding">
      <div className="stacked wide">
        <Banner live={false} icon={WifiOff} title="Geen verbinding.">
          Schrijf gerust door: wat je verstuurt, gaat weg zodra het kan.
        </Banner>
        <Banner
          live={false}
          tone="wait"
          icon={Clock}
          title="Tijdelijke toegang, alleen lezen."
          action={<Button dense>Stop nu</Button>}
        >
          Stopt vanzelf morgen om 14:05.
        </Banner>
        <Banner
          live={false}
          tone="bad"
          icon={TriangleAlert}
          title="Bewaren lukte niet."
          action={<Button dense>Opnieuw</Button>}
        >
          Er is niets veranderd.
        </Banner>
      </div>
      <div className="twin">
        <div className="stacked">
          <Toast text="Tools overgedragen aan Daan." action={{ label: "Bekijk", onPress: nothing }} />
          <Toast text="Bericht verwijderd." action={{ label: "Zet terug", onPress: nothing }} />
          <Inset tone="wait">
            <p className="sm">
              <b>Dit wordt vastgelegd.</b> De applicatiebeheerders zien je motivatie.
            </p>
          </Inset>
          <Inset tone="ok">
            <p className="sm">Emma heeft het verzoek van Daan geaccepteerd.</p>
          </Inset>
          <Inset tone="bad">
            <p className="sm">Dit kun je niet terugdraaien.</p>
          </Inset>
        </div>
        <DialogShown />
      </div>
      <Trials />
      <div className="row wrap">
        <MenuTrial />
        <PictureTrial />
      </div>
    </Part>
  );
}

/** A dialog as it looks, standing still on the page. */
function DialogShown() {
  return (
    <div className="dialog shown">
      <div className="dialog-content">
        <header>
          <h3>Relatie met Emma verbreken?</h3>
        </header>
        <DialogPart
          actions={
            <>
              <Button>Terug</Button>
              <Button variant="danger-final">Verbreek de relatie</Button>
            </>
          }
        >
          <p className="soft">{consequence}</p>
        </DialogPart>
      </div>
    </div>
  );
}

/** The same, working. */
function Trials() {
  const [isOpen, setOpen] = useState(false);
  const toast = useToast();
  const close = () => setOpen(false);
  return (
    <div className="row wrap">
      <Button onPress={() => setOpen(true)}>Open de dialoog</Button>
      <Button onPress={() => toast({ text: "Bericht verwijderd.", action: { label: "Zet terug", onPress: nothing } })}>
        Toon een toast
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title="Relatie met Emma verbreken?" closeLabel="Sluit">
        <DialogPart
          actions={
            <>
              <Button onPress={close}>Terug</Button>
              <Button variant="danger-final" onPress={close}>
                Verbreek de relatie
              </Button>
            </>
          }
        >
          <p className="soft">{consequence}</p>
        </DialogPart>
      </Dialog>
    </div>
  );
}

function MenuTrial() {
  const trigger = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <div ref={trigger}>
      <Button onPress={() => setOpen(true)}>Open het menu</Button>
      <Menu
        label="Wat je met dit bericht kunt"
        isOpen={isOpen}
        triggerRef={trigger}
        acts={[
          { id: "reply", label: "Beantwoord", icon: Reply, onAct: nothing },
          { id: "delete", label: "Verwijder", icon: Trash2, isDanger: true, onAct: nothing },
        ]}
        onClose={() => setOpen(false)}
      />
    </div>
  );
}

/** One that is still loading, which opens large, and one that could not be loaded. */
function PictureTrial() {
  const [isOpen, setOpen] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <PictureTile
        src={null}
        width={640}
        height={420}
        label="Bekijk de afbeelding groot"
        onPress={() => setOpen(true)}
      />
      <PictureTile
        src={null}
        width={420}
        height={420}
        label="Bekijk de afbeelding die niet laadt"
        onPress={nothing}
        failed="Laden lukte niet"
      />
      {isOpen && (
        <PictureDialog
          title="Afbeelding van Emma"
          src={null}
          isWhole={isWhole}
          onToggleSize={() => setWhole(!isWhole)}
          actions={<Button dense>Bewaar</Button>}
          closeLabel="Sluit"
          onClose={close}
        >
          Wordt geladen
        </PictureDialog>
      )}
    </>
  );
}
