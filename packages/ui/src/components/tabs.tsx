import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { Link } from "./link.tsx";
import { Count } from "./marks.tsx";

export interface FilterTabsProps<Id extends string> {
  /** Names the group: "Toon". */
  label: string;
  options: { id: Id; label: ReactNode }[];
  value: Id;
  onChange: (id: Id) => void;
}

/** Filters of one list, one on at a time. */
export function FilterTabs<Id extends string>({ label, options, value, onChange }: FilterTabsProps<Id>) {
  return (
    <fieldset className="tabs" aria-label={label}>
      {options.map((option) => (
        <button key={option.id} type="button" aria-pressed={option.id === value} onClick={() => onChange(option.id)}>
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}

export interface PageTabsProps<Id extends string> {
  label: string;
  tabs: { id: Id; label: ReactNode; count?: number | undefined; panel: ReactNode }[];
  value: Id;
  onChange: (id: Id) => void;
}

/** Tabs over the panels of one page; arrow keys move between them. */
export function PageTabs<Id extends string>({ label, tabs, value, onChange }: PageTabsProps<Id>) {
  return (
    <Tabs selectedKey={value} onSelectionChange={(key) => onChange(key as Id)}>
      <TabList className="tabs page-tabs" aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab">
            {tab.label}
            {tab.count !== undefined && <Count value={tab.count} quiet />}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tab-panel">
          {tab.panel}
        </TabPanel>
      ))}
    </Tabs>
  );
}

export interface LinkTabsProps {
  label: string;
  items: { href: string; label: ReactNode; current?: boolean | undefined }[];
}

/** Tabs that are pages of their own. */
export function LinkTabs({ label, items }: LinkTabsProps) {
  return (
    <nav className="tabs page-tabs" aria-label={label}>
      {items.map((item) => (
        <Link key={item.href} href={item.href} aria-current={item.current ? "page" : undefined}>
          {item.label}
        </Link>
      ))}
    </nav>
  );
}
