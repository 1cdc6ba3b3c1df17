import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import {
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconLogout,
  IconUserCircle,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet } from 'react-router';
import type { SignedIn } from '../api/types';
import { formatExact } from '../common/format';
import { AwayBar } from './AwayBar';
import { useSignOut } from './me';
import { Preferences } from './Preferences';
import { rooms } from './rooms';
import classes from './Shell.module.css';

export function Shell({ me }: { me: SignedIn }) {
  const { t, i18n } = useTranslation();
  const signOut = useSignOut();
  const [narrow, setNarrow] = useLocalStorage({ key: 'chatplatform.rail', defaultValue: false });
  const Fold = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  const foldName = narrow ? t('app.expand') : t('app.collapse');
  return (
    <div className={classes.shell} data-narrow={narrow || undefined}>
      <a href="#main" className={classes.skip}>
        {t('app.skip')}
      </a>
      <header className={classes.top}>
        <Link to="/" className={classes.brand}>
          <img src="/favicon.svg" alt="" width={26} height={26} />
          <span>{t('app.name')}</span>
        </Link>
        <div className={classes.tools}>
          <Preferences />
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <Tooltip label={t('app.account')}>
                <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('app.account')}>
                  <IconUserCircle size={21} />
                </ActionIcon>
              </Tooltip>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label className={classes.account}>
                {t('app.signedInAs', { name: me.name })}
                {me.expires_at !== null && (
                  <>
                    <br />
                    {t('app.until', { time: formatExact(new Date(me.expires_at), i18n.language) })}
                  </>
                )}
              </Menu.Label>
              <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
                {t('app.signOut')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </header>
      <nav className={classes.rail} aria-label={t('app.rail')}>
        {rooms.map(({ path, name, icon: Icon }) => (
          <Tooltip key={path} label={t(`rooms.${name}`)} position="right" disabled={!narrow}>
            <NavLink to={path} className={classes.room}>
              <Icon size={20} stroke={1.7} aria-hidden />
              <span>{t(`rooms.${name}`)}</span>
            </NavLink>
          </Tooltip>
        ))}
        <Tooltip label={foldName} position="right">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            className={classes.fold}
            aria-label={foldName}
            onClick={() => setNarrow(!narrow)}
          >
            <Fold size={20} />
          </ActionIcon>
        </Tooltip>
      </nav>
      <div className={classes.stage}>
        <AwayBar />
        <main id="main" tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}
