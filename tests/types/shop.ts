// A shop's own code against www/motivo.d.ts: what is right compiles, what is wrong does not.
// Never runs: e2e/types.test.mjs has the compiler read it.
/// <reference path="../../www/motivo.d.ts" />

import type { Consent, EventName, Fact, FrictionKind } from '../../www/motivo';

// Before the loader has run there is a queue.
window.motivo = window.motivo || [];
window.motivo.push(['consent', { inference: true, storage: true, reporting: true }]);
window.motivo.push(['on', 'friction', (kind: FrictionKind) => console.warn(kind)]);
window.motivo.push(['panel'], { type: 'cart' });

const motivo = window.motivo;
const answer: Consent = { inference: true, storage: false };
const order: Fact = { type: 'order', value: 49.9 };
const events: EventName[] = ['ready', 'shown', 'engaged', 'dismissed', 'ignored'];

if ('consent' in motivo) {
  motivo.consent(answer);
  motivo.push(order);
  motivo.push({ type: 'cart' });
  for (const event of events) motivo.on(event, () => motivo.panel());
  motivo.on('friction', (kind: FrictionKind) => kind.toUpperCase());
  motivo.show('picks');
  motivo.erase();
  motivo.stop();

  // @ts-expect-error Inference is the purpose without which nothing happens.
  motivo.consent({ storage: true });
  // @ts-expect-error An order has a value.
  motivo.push({ type: 'order' });
  // @ts-expect-error A belief is nobody's fact.
  motivo.push({ type: 'motivator', id: 'belonging' });
  // @ts-expect-error No such event.
  motivo.on('believed', () => {});
  // @ts-expect-error An experience has a name.
  motivo.show(1);
  // @ts-expect-error Nobody reads the belief from outside.
  motivo.belief();
}
// @ts-expect-error A call's arguments are checked in the queue too.
window.motivo.push(['show', 1]);
// @ts-expect-error No such call.
window.motivo.push(['believe']);

document.addEventListener('motivo:friction', ({ detail }) => detail.toUpperCase());
document.addEventListener('motivo:touchpoint', ({ detail }) => detail.toUpperCase());
document.addEventListener('motivo:shown', (event) => event.preventDefault());

// A place for an experience in the page.
const slot = document.createElement('motivo-slot');
slot.setAttribute('name', 'picks');
