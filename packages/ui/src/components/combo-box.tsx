import { X } from "lucide-react";
import { ComboBox as AriaComboBox, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { IconButton } from "./button.tsx";
import { classNames } from "./class-names.ts";

export interface ComboBoxOption {
  id: string;
  label: string;
  /** A second line, to tell equal ones apart. */
  about?: string | undefined;
}

export interface ComboBoxProps {
  label: string;
  placeholder?: string | undefined;
  /** What is typed or chosen. */
  text: string;
  onType: (text: string) => void;
  options: ComboBoxOption[];
  onChoose: (option: ComboBoxOption) => void;
  /** Shown in place of options when there are none. */
  empty?: string | undefined;
  /** Shows a button that clears, when given. */
  clear?: { label: string; onClear: () => void } | undefined;
  dense?: boolean | undefined;
}

/** Types part of a word and chooses from what is offered; arrows, Enter and Escape work. */
export function ComboBox(props: ComboBoxProps) {
  const { label, placeholder, text, onType, options, onChoose, empty, clear, dense } = props;
  return (
    <AriaComboBox
      className="field combo"
      items={options}
      inputValue={text}
      onInputChange={onType}
      selectedKey={null}
      onSelectionChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen !== undefined) onChoose(chosen);
      }}
      allowsCustomValue
      allowsEmptyCollection={empty !== undefined}
      defaultFilter={() => true}
    >
      <Label>{label}</Label>
      <span className="with-end">
        <Input
          className={classNames("input", dense && "dense")}
          {...(placeholder === undefined ? {} : { placeholder })}
          autoComplete="off"
        />
        {clear && <IconButton label={clear.label} icon={X} slot={null} onPress={clear.onClear} />}
      </span>
      <Popover className="combo-list" offset={4}>
        <ListBox<ComboBoxOption> renderEmptyState={() => <p className="sm mute">{empty}</p>}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label}>
              {option.label}
              {option.about && <span className="sm mute">{option.about}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
