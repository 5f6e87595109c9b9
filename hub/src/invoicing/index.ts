export { DocumentsService } from './documents.service';
export { FilesService } from './files.service';
export { InvoicesApi } from './invoices.api';
export { StatementsService } from './statements.service';
export { SETTLEMENT_INVARIANTS } from './settled-books.sql';
