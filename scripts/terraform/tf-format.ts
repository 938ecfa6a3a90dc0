import { terraformDir } from './folders.ts';
import { writeTables } from './readme-files.ts';
import { findTerraform } from './terraform-command.ts';

await findTerraform()?.run(terraformDir, 'fmt', '-recursive');
writeTables();
