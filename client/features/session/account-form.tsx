'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { signIn, signUp } from '@/lib/api/session.browser';
import { paths } from '@/lib/paths';
import { useHydrated } from '@/lib/use-hydrated';
import { AccountNotice } from './account-notice';
import { type AuthProblem, authProblemOf } from './auth-problem';
import { PasswordInput } from './password-input';
import { emailPattern, nameLengthMax, passwordLengthMax, passwordLengthMin } from './rules';

interface Values {
  name: string;
  email: string;
  password: string;
}

export interface AccountFormProps {
  mode: 'signIn' | 'signUp';
  /** A local path, checked by the page. */
  returnTo: string;
}

export function AccountForm({ mode, returnTo }: AccountFormProps) {
  const t = useTranslations('auth');
  const isNew = mode === 'signUp';
  const isReady = useHydrated();
  const [problem, setProblem] = useState<AuthProblem | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const form = useForm<Values>({ defaultValues: { name: '', email: '', password: '' } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async ({ name, email, password }) => {
    setProblem(null);
    const credentials = { email: email.trim(), password };
    try {
      await (isNew
        ? signUp({ ...credentials, ...(name.trim() === '' ? {} : { name: name.trim() }) })
        : signIn(credentials));
      setLeaving(true);
      // A full load, so that every part of the page knows who is reading.
      window.location.assign(returnTo);
    } catch (error) {
      const refused = authProblemOf(error);
      setProblem(refused);
      for (const field of refused.fields) {
        form.setError(field, { message: t(`fields.${field}.refused`) }, { shouldFocus: true });
      }
    }
  });

  return (
    <form noValidate method="post" onSubmit={(event) => void submit(event)} className="grid gap-5">
      <AccountNotice problem={problem} returnTo={returnTo} />
      {isNew && (
        <Field
          label={t('fields.name.label')}
          hint={t('fields.name.hint')}
          error={errors.name?.message}
        >
          <Input autoComplete="name" maxLength={nameLengthMax} {...form.register('name')} />
        </Field>
      )}
      <Field label={t('fields.email.label')} error={errors.email?.message}>
        <Input
          type="email"
          inputMode="email"
          autoComplete={isNew ? 'email' : 'username'}
          autoCapitalize="none"
          spellCheck={false}
          required
          {...form.register('email', {
            required: t('fields.email.missing'),
            pattern: { value: emailPattern, message: t('fields.email.refused') },
          })}
        />
      </Field>
      <Field
        label={t('fields.password.label')}
        hint={isNew ? t('fields.password.hint') : undefined}
        error={errors.password?.message}
      >
        <PasswordInput
          autoComplete={isNew ? 'new-password' : 'current-password'}
          required
          {...form.register('password', {
            required: t('fields.password.missing'),
            ...(isNew && {
              minLength: { value: passwordLengthMin, message: t('fields.password.refused') },
              maxLength: { value: passwordLengthMax, message: t('fields.password.refused') },
            }),
          })}
        />
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="large"
        disabled={!isReady}
        pending={isSubmitting || isLeaving}
      >
        {t(`${mode}.submit`)}
      </Button>
      <p className="text-muted">
        {t(`${mode}.otherQuestion`)}{' '}
        <Link
          href={isNew ? paths.signIn(returnTo) : paths.signUp(returnTo)}
          className="text-link font-semibold text-ink"
        >
          {t(`${mode}.otherLink`)}
        </Link>
      </p>
    </form>
  );
}
