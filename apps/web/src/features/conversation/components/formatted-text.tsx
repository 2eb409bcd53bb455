import { memo } from "react";
import { type Block, type Inline, readFormat } from "../model/message-format.ts";
import { MessageLink } from "./message-link.tsx";

/** A message with its formatting, made of elements one by one: nothing that was typed is ever read as HTML. */
export const FormattedText = memo(function FormattedText({ text }: { text: string }) {
  return (
    <div className="formatted">
      <Blocks blocks={readFormat(text)} />
    </div>
  );
});

// biome-ignore-start lint/suspicious/noArrayIndexKey: the parts of a text never move
function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) => <BlockOf key={index} block={block} />);
}

function BlockOf({ block }: { block: Block }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p>
          <Inlines parts={block.children} />
        </p>
      );
    case "quote":
      return (
        <blockquote>
          <Blocks blocks={block.children} />
        </blockquote>
      );
    case "code":
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case "list": {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Blocks blocks={item} />
        </li>
      ));
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
  }
}

function Inlines({ parts }: { parts: readonly Inline[] }) {
  return parts.map((part, index) => <InlineOf key={index} part={part} />);
}
// biome-ignore-end lint/suspicious/noArrayIndexKey: the parts of a text never move

function InlineOf({ part }: { part: Inline }) {
  switch (part.kind) {
    case "text":
      return part.text;
    case "break":
      return <br />;
    case "code":
      return <code>{part.text}</code>;
    case "bold":
      return (
        <strong>
          <Inlines parts={part.children} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <Inlines parts={part.children} />
        </em>
      );
    case "link":
      return (
        <MessageLink href={part.href} text={textOf(part.children)}>
          <Inlines parts={part.children} />
        </MessageLink>
      );
  }
}

const textOf = (parts: readonly Inline[]): string =>
  parts.map((part) => ("children" in part ? textOf(part.children) : part.kind === "break" ? "\n" : part.text)).join("");
