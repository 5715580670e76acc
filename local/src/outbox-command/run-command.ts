import type { Report } from '../operator-command/report.js';
import type { Command } from './read-arguments.js';
import { runReplay, runResume } from './run-replay.js';
import { runUnpark } from './run-unpark.js';
import type { ServiceDatabases, ServiceName } from './service-databases.js';
import { showParked } from './show-parked.js';
import { showStatus } from './show-status.js';

export function runCommand(
  command: Command,
  databases: ServiceDatabases,
  services: readonly ServiceName[],
  say: (line: string) => void,
): Promise<Report> {
  switch (command.name) {
    case 'status':
      return showStatus(databases, services);
    case 'parked':
      return showParked(databases, services);
    case 'replay':
      return runReplay(databases, services, command.selection, say);
    case 'resume':
      return runResume(databases, services, command.runId, say);
    case 'unpark':
      return runUnpark(databases, services, command.ids);
  }
}
