export { DocumentsService } from './documents.service';
export { StatementsService } from './statements.service';
