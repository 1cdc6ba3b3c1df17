import { Button, PasswordInput } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { ProblemError, UnreachableError } from '../api/problem';
import { AwayBar } from './AwayBar';
import { useMe, useSignIn } from './me';
import { Preferences } from './Preferences';
import classes from './SignIn.module.css';

/** Only a path of our own: an address from elsewhere must not choose where a signed-in person lands. */
function safeReturn(value: string | null): string {
  return value !== null && /^\/(?![/\\])/.test(value) ? value : '/chat';
}

export function SignIn() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const me = useMe();
  const byKey = useSignIn();
  const byLink = useSignIn();
  const [key, setKey] = useState('');
  const [missing, setMissing] = useState(false);
  const spent = useRef(false);
  const redeem = byLink.mutate;

  useEffect(() => {
    const token = window.location.hash.slice(1);
    // a token works once: neither a second effect run nor the history may hold it
    if (token === '' || spent.current) {
      return;
    }
    spent.current = true;
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
    redeem({ token });
  }, [redeem]);

  useEffect(() => {
    document.title = `${t('signIn.title')} · ${t('app.name')}`;
  }, [t]);

  if (me.data && !byLink.isPending) {
    return <Navigate to={safeReturn(params.get('return'))} replace />;
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(key.trim() === '');
    if (key.trim() !== '') {
      byLink.reset();
      byKey.mutate({ key: key.trim() });
    }
  };

  const error = missing
    ? t('signIn.empty')
    : byKey.error !== null
      ? describe(byKey.error, t('signIn.badKey'))
      : byLink.error !== null
        ? describe(byLink.error, t('signIn.badLink'))
        : null;

  function describe(reason: Error, refused: string): string {
    if (reason instanceof UnreachableError) {
      return t('signIn.unreachable');
    }
    if (reason instanceof ProblemError && reason.status === 429) {
      return t('signIn.tooMany');
    }
    return reason instanceof ProblemError && [400, 401, 403, 422].includes(reason.status)
      ? refused
      : t('signIn.failed');
  }

  return (
    <div className={classes.page}>
      <AwayBar />
      <header className={classes.top}>
        <Preferences />
      </header>
      <main className={classes.main}>
        <form className={classes.card} onSubmit={submit} noValidate>
          <img src="/favicon.svg" alt="" width={44} height={44} />
          <div>
            <h1 className={classes.title}>{t('signIn.title')}</h1>
            <p className={classes.lead}>{byLink.isPending ? t('signIn.byLink') : t('signIn.lead')}</p>
          </div>
          <PasswordInput
            size="md"
            label={t('signIn.key')}
            description={t('signIn.keyHint')}
            value={key}
            onChange={(event) => {
              setKey(event.currentTarget.value);
              setMissing(false);
              byKey.reset();
            }}
            error={error}
            errorProps={{ role: 'alert' }}
            autoComplete="current-password"
            autoFocus
            name="key"
            spellCheck={false}
          />
          <Button type="submit" size="md" loading={byKey.isPending || byLink.isPending}>
            {t('signIn.submit')}
          </Button>
        </form>
      </main>
    </div>
  );
}
