import { memo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { CopyButton } from './CopyButton';
import classes from './Markdown.module.css';
import { htmlAsText, outline } from './outline';

interface Props {
  text: string;
  /** The level of the heading that this text stands under. */
  under?: 1 | 2 | 3;
}

/** What users and models wrote, without script, raw HTML, remote images or links that open by themselves. */
export const Markdown = memo(function Markdown({ text, under = 1 }: Props) {
  return (
    <div className={classes.markdown}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[htmlAsText, rehypeSanitize, [outline, under]]}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
});

const components: Components = {
  a: ({ href, children }) => <Link href={href}>{children}</Link>,
  img: ({ src, alt }) => <ImageLink src={typeof src === 'string' ? src : undefined} alt={alt} />,
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  table: ({ children }) => (
    <div className={classes.scroller} tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  input: ({ checked }) => <input type="checkbox" checked={checked ?? false} readOnly disabled aria-hidden />,
};

function Link({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (href === undefined || href === '') {
    return <span>{children}</span>;
  }
  return (
    <a href={href} title={href} target={href.startsWith('#') ? undefined : '_blank'} rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function ImageLink({ src, alt }: { src: string | undefined; alt: string | undefined }) {
  const { t } = useTranslation();
  return <Link href={src}>{alt ? t('chat.imageLink', { alt }) : t('chat.image')}</Link>;
}

function CodeBlock({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const pre = useRef<HTMLPreElement>(null);
  return (
    <div className={classes.code}>
      <pre ref={pre} tabIndex={0}>
        {children}
      </pre>
      <CopyButton label={t('chat.copyCode')} text={() => pre.current?.textContent ?? ''} className={classes.copy} />
    </div>
  );
}
