import { useTranslation } from 'react-i18next';
import { CopyButton } from './CopyButton';
import classes from './Markdown.module.css';

/** The same thing from a terminal. */
export function Curl() {
  const { t } = useTranslation();
  const origin = window.location.origin;
  const command = [
    `KEY='cp_…' # API key`,
    `SESSION=$(curl -s -X POST ${origin}/api/sessions -H "Authorization: Bearer $KEY" | sed 's/.*"session_id":"\\([^"]*\\)".*/\\1/')`,
    `curl -X POST ${origin}/api/chat -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\`,
    `  -d "{\\"session_id\\":\\"$SESSION\\",\\"message\\":\\"안녕하세요\\"}"`,
  ].join('\n');
  return (
    <div className={classes.code}>
      <pre tabIndex={0}>{command}</pre>
      <CopyButton label={t('chat.copyCode')} text={command} className={classes.copy} />
    </div>
  );
}
