export { BreaksService } from './breaks.service';
export { CoSigningService } from './cosign.service';
export { signedWindows } from './cosign.store';
export { DEFAULT_MATCH_SETTINGS, type MatchSettings } from './domain/entry';
export { DayFilesService } from './files.service';
export { MatchingService } from './matching.service';
export { NightMatchingService } from './night-matching.service';
export { RulesService } from './rules.service';
export { UploadService } from './upload.service';
